// Which instruction sets there are, which one this processor runs, and the names of all that the tables hold.
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "Templates/prelude.h"

// What is computed, in the order of tessera_element.
#define ELEMENTS(level, USE)                                                                \
  USE(level, float32) USE(level, float64) USE(level, int64) USE(level, int32) USE(level, int8) \
  USE(level, uint8) USE(level, boolean)

#define DECLARE_TABLE(level, element) extern const tessera_kernel_table TABLE_NAME(level, element);
#define DECLARE(level) ELEMENTS(level, DECLARE_TABLE)
#define ADDRESS(level, element) &TABLE_NAME(level, element),

// The table of an element type that is stored alone.
static const tessera_kernel_table empty_table;

DECLARE(plain)
#if defined(__x86_64__)
DECLARE(avx2)
DECLARE(avx512)
#endif

static const tessera_kernel_table* const tables[tessera_level_count][tessera_element_count] = {
  [tessera_level_plain] = {ELEMENTS(plain, ADDRESS) &empty_table},
#if defined(__x86_64__)
  [tessera_level_avx2] = {ELEMENTS(avx2, ADDRESS) &empty_table},
  [tessera_level_avx512] = {ELEMENTS(avx512, ADDRESS) &empty_table},
#endif
};

static const char* const level_names[tessera_level_count] = {"plain", "avx2", "avx512"};

tessera_level tessera_supported_level(void) {
#if defined(__x86_64__)
  // These checks include whether the operating system saves the wider registers.
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("f16c")) {
    return tessera_level_plain;
  }
  if (
    __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
    __builtin_cpu_supports("avx512vl")) {
    return tessera_level_avx512;
  }
  return tessera_level_avx2;
#else
  return tessera_level_plain;
#endif
}

tessera_level tessera_current_level(void) {
  // Two threads that come first at once find the same level.
  static _Atomic(int) found = -1;
  int level = atomic_load_explicit(&found, memory_order_relaxed);
  if (level >= 0) return (tessera_level)level;
  level = (int)tessera_supported_level();
  const char* cap = getenv("TESSERA_CPU_LEVEL");
  for (int below = 0; cap && below < level; below++) {
    if (strcmp(cap, level_names[below]) == 0) level = below;
  }
  atomic_store_explicit(&found, level, memory_order_relaxed);
  return (tessera_level)level;
}

const tessera_kernel_table* tessera_kernels(tessera_level level, tessera_element element) {
  const tessera_kernel_table* table = tables[level][element];
  return table ? table : tables[tessera_level_plain][element];
}

#define DECLARE_LEVEL(level)                                                                        \
  extern const tessera_select_kernel JOIN(tessera_selects, level)[4];                               \
  extern const tessera_unary_kernel JOIN(tessera_casts, level)[tessera_element_count][tessera_element_count];

DECLARE_LEVEL(plain)
#if defined(__x86_64__)
DECLARE_LEVEL(avx2)
DECLARE_LEVEL(avx512)
#endif

tessera_select_kernel tessera_select(tessera_level level, size_t size) {
  const tessera_select_kernel* kernels = tessera_selects_plain;
#if defined(__x86_64__)
  if (level == tessera_level_avx2) kernels = tessera_selects_avx2;
  if (level == tessera_level_avx512) kernels = tessera_selects_avx512;
#endif
  switch (size) {
    case 1: return kernels[0];
    case 2: return kernels[1];
    case 4: return kernels[2];
    case 8: return kernels[3];
    default: return NULL;
  }
}

tessera_unary_kernel tessera_cast(tessera_level level, tessera_element from, tessera_element to) {
#if defined(__x86_64__)
  if (level == tessera_level_avx2) return tessera_casts_avx2[from][to];
  if (level == tessera_level_avx512) return tessera_casts_avx512[from][to];
#endif
  return tessera_casts_plain[from][to];
}

#define NAME_ROW(name, ...) #name,

const char* tessera_level_name(tessera_level level) { return level_names[level]; }

const char* tessera_unary_name(tessera_unary_function function) {
  static const char* const names[] = {TESSERA_UNARY_FUNCTIONS(NAME_ROW)};
  return names[function];
}

const char* tessera_binary_name(tessera_binary_function function) {
  static const char* const names[] = {TESSERA_BINARY_FUNCTIONS(NAME_ROW)};
  return names[function];
}

const char* tessera_reduction_name(tessera_reduction reduction) {
  static const char* const names[] = {TESSERA_REDUCTIONS(NAME_ROW)};
  return names[reduction];
}
