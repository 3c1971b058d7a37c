// Matrix products of rows with panels, for every level. Sixteen registers of AVX2 hold the sums of 6 rows (12), one row of
// a panel (2) and a factor; of SSE2 those of 2 rows (8). AVX-512 and NEON have thirty-two: 12 rows of two panels (24), and
// 6 rows (24).
#include "Templates/prelude.h"
#include "include/tessera_panels.h"

// 24 KiB of a panel stay in a first-level cache of 32 KiB.
#define SLAB_ROWS 384

#define LEVEL plain
#define AVX512 0
#if defined(__aarch64__)
#define FUSED 1
#define TILE_ROWS 6
#define TILE_SUMS 6
#define PANELS_AT_ONCE(rows) ((rows) == 1 ? 4 : (rows) == 2 ? 2 : 1)
#else
#define FUSED 0
#define TILE_ROWS 2
#define TILE_SUMS 4
#define PANELS_AT_ONCE(rows) ((rows) == 1 ? 4 : 1)
#endif
#include "Templates/panel_types.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LEVEL avx2
#define AVX512 0
#define FUSED 1
#define TILE_ROWS 6
#define TILE_SUMS 6
#define PANELS_AT_ONCE(rows) ((rows) == 1 ? 4 : (rows) == 2 ? 2 : 1)
#include "Templates/panel_types.h"
#pragma clang attribute pop

#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma"))), apply_to = function)
// 24 products for each 128 bytes of two panels: a second-level cache is fast enough, and sums go to memory less often.
#undef SLAB_ROWS
#define SLAB_ROWS 1536

#define LEVEL avx512
#define FUSED 1
#define AVX512 1
#define TILE_ROWS 12
#define TILE_SUMS 24
#define PANELS_AT_ONCE(rows) ((rows) <= 6 ? 4 : 2)
#include "Templates/panel_types.h"
#pragma clang attribute pop
#endif

const tessera_panel_kernels* tessera_panels(tessera_level level, tessera_element element) {
  const int is_float = element == tessera_float32;
  if (!is_float && element != tessera_float64) return NULL;
#if defined(__x86_64__)
  if (level == tessera_level_avx2) return is_float ? &tessera_panels_avx2_float32 : &tessera_panels_avx2_float64;
  if (level == tessera_level_avx512) return is_float ? &tessera_panels_avx512_float32 : &tessera_panels_avx512_float64;
#endif
  return is_float ? &tessera_panels_plain_float32 : &tessera_panels_plain_float64;
}
