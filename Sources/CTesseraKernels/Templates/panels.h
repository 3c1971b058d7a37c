// Products of rows with panels for one level and element type. The including file defines LEVEL, ELEMENT, SCALAR, FUSED,
// TILE_ROWS (the most rows of a tile), TILE_SUMS (the most sums, of a panel's width, that stay in registers),
// PANELS_AT_ONCE(rows) and SLAB_ROWS (the members of tessera_panel_kernels), and AVX512 (whether it has those instructions).
//
// One row of a panel is one vector, which the compiler spreads over the registers of the level. Few rows leave the multipliers
// waiting for their own results, so that they take several panels at once. Where a row of a panel is one register, many rows
// take two, since each factor of the left matrix is a load of its own, and as many loads as products are too many.
#define PANEL NAME(JOIN(LEVEL, panel))
typedef SCALAR PANEL __attribute__((ext_vector_type(TESSERA_PANEL_BYTES / sizeof(SCALAR))));
typedef struct {
  PANEL value;
} __attribute__((packed, may_alias)) NAME(JOIN(LEVEL, unaligned_panel));

#define PANEL_COLUMNS (TESSERA_PANEL_BYTES / sizeof(SCALAR))
#define PANEL_NAME(name) NAME(JOIN(LEVEL, name))
#define PANEL_AT(pointer) (((NAME(JOIN(LEVEL, unaligned_panel))*)(pointer))->value)

#if FUSED
#define PANEL_MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define PANEL_MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#endif

// A factor in all columns of a panel. Where it is for several panels, the compiler would load the factors of many rows early
// and keep sums in memory for that; it keeps the order of these.
INLINE PANEL PANEL_NAME(spread)(const SCALAR* factor, const size_t panel_count) {
#if AVX512
  if (panel_count > 1) {
    PANEL factors;
    if (sizeof(SCALAR) == sizeof(float)) {
      __asm__ volatile("vbroadcastss %1, %0" : "=v"(factors) : "m"(*factor));
    } else {
      __asm__ volatile("vbroadcastsd %1, %0" : "=v"(factors) : "m"(*factor));
    }
    return factors;
  }
#endif
  (void)panel_count;
  return (PANEL)*factor;
}

// The products of one column of the left rows and one row of the panels, added to the sums. A row's address is one of `lhs`, of
// which there is one for every three rows, and up to two strides: what an instruction can add by itself.
#define TILE_STEP(offset)                                                                              \
  {                                                                                                    \
    PANEL columns[MOST_PANELS];                                                                        \
    _Pragma("clang loop unroll(full)") for (size_t j = 0; j < panel_count; j++) {                      \
      columns[j] = PANEL_AT(rhs + (offset) * rhs_stride + (ptrdiff_t)j * panel_stride);                \
    }                                                                                                  \
    _Pragma("clang loop unroll(full)") for (size_t i = 0; i < row_count; i++) {                        \
      const SCALAR* factor = lhs[i / 3] + (offset) + (ptrdiff_t)(i % 3) * lhs_stride;                  \
      const PANEL factors = PANEL_NAME(spread)(factor, panel_count);                                   \
      _Pragma("clang loop unroll(full)") for (size_t j = 0; j < panel_count; j++) {                    \
        sums[i][j] = PANEL_MULTIPLY_ADD(factors, columns[j], sums[i][j]);                              \
      }                                                                                                \
    }                                                                                                  \
  }

#define MOST_PANELS 4
#define ROWS_AHEAD 32
// Steps without a branch between them.
#define UNROLLED_STEPS (row_count * panel_count > 12 ? 4 : 8)

// Copies of known lengths, at most one of each power of two below a panel's width.
INLINE void PANEL_NAME(copy_columns)(SCALAR* to, const SCALAR* from, size_t count) {
#pragma clang loop unroll(full)
  for (size_t part = PANEL_COLUMNS / 2; part > 0; part /= 2) {
    if ((count & part) == 0) continue;
    memcpy(to, from, part * sizeof(SCALAR));
    to += part, from += part;
  }
}

// The last panel where it is not full: the sums of `width` columns behind the first `overlap` ones.
#if AVX512
INLINE void PANEL_NAME(store_columns)(
  SCALAR* place, PANEL sums, size_t width, size_t overlap, int accumulates, const SCALAR* bias) {
  const unsigned lanes = ((1u << width) - 1) << overlap;
  SCALAR* first = place - overlap;
  if (sizeof(SCALAR) == sizeof(float)) {
    if (accumulates) sums += (PANEL)_mm512_maskz_loadu_ps((__mmask16)lanes, first);
    if (bias) sums += (PANEL)_mm512_maskz_loadu_ps((__mmask16)lanes, bias - overlap);
    _mm512_mask_storeu_ps(first, (__mmask16)lanes, (__m512)sums);
  } else {
    if (accumulates) sums += (PANEL)_mm512_maskz_loadu_pd((__mmask8)lanes, first);
    if (bias) sums += (PANEL)_mm512_maskz_loadu_pd((__mmask8)lanes, bias - overlap);
    _mm512_mask_storeu_pd(first, (__mmask8)lanes, (__m512d)sums);
  }
}
#else
INLINE void PANEL_NAME(store_columns)(
  SCALAR* place, PANEL sums, size_t width, size_t overlap, int accumulates, const SCALAR* bias) {
  SCALAR columns[2 * PANEL_COLUMNS], before[PANEL_COLUMNS];
  PANEL_AT(columns) = sums;
  if (accumulates) {
    PANEL_AT(before) = (PANEL)0;
    PANEL_NAME(copy_columns)(before, place, width);
    PANEL_AT(columns + overlap) += PANEL_AT(before);
  }
  if (bias) {
    PANEL_AT(before) = (PANEL)0;
    PANEL_NAME(copy_columns)(before, bias, width);
    PANEL_AT(columns + overlap) += PANEL_AT(before);
  }
  PANEL_NAME(copy_columns)(place, columns + overlap, width);
}
#endif

// One tile: `row_count` rows times `panel_count` panels, both known when this is inlined, and whether the panels are packed.
// Where a second thread of the core takes half of its decoder, every instruction beside the products counts. Without
// optimisation every tile that is inlined would have a place of its own on the stack.
#ifdef __OPTIMIZE__
#define TILE_FUNCTION INLINE
#else
#define TILE_FUNCTION static
#endif
TILE_FUNCTION void PANEL_NAME(tile)(
  const tessera_panel_product* product, size_t row, size_t column, const size_t row_count, const size_t panel_count,
  const int is_packed) {
  const ptrdiff_t lhs_stride = product->lhs_stride, output_stride = product->output_stride;
  const ptrdiff_t rhs_stride = is_packed ? (ptrdiff_t)PANEL_COLUMNS : product->rhs_stride;
  const ptrdiff_t panel_stride = product->rhs_panel_stride;
  const SCALAR* lhs[(TILE_ROWS + 2) / 3];
#pragma clang loop unroll(full)
  for (size_t group = 0; group < (row_count + 2) / 3; group++) {
    lhs[group] = (const SCALAR*)product->lhs + (ptrdiff_t)(row + group * 3) * lhs_stride;
  }
  const SCALAR* rhs = (const SCALAR*)product->rhs + (ptrdiff_t)(column / PANEL_COLUMNS) * panel_stride;
  SCALAR* output = (SCALAR*)product->output + (ptrdiff_t)row * output_stride + column;
  const size_t width = product->columns - column, inner = product->inner;
  // Where rows of the right matrix are read in place, the last panel begins before its columns and ends with the row.
  const size_t overlap = !is_packed && width < PANEL_COLUMNS ? PANEL_COLUMNS - width : 0;
  rhs -= overlap;
  // The panels after these come from far away: the last rows ask for them while their sums are made, two tiles of two panels for
  // one each. Few rows are too soon done with four panels for that, and ask for rows of their own; one to three wait for memory
  // whatever they do.
  const size_t behind = product->rows - row - row_count;
  const SCALAR* asked = width > panel_count * PANEL_COLUMNS ? rhs + (ptrdiff_t)panel_count * panel_stride : product->following;
  size_t asked_panels = behind == 0;
#if AVX512
  if (panel_count == 2) {
    asked_panels = behind == 0 && row == 0 ? 2 : behind <= TILE_ROWS;
    asked += behind > 0 ? panel_stride : 0;
  } else if (panel_count == 4) {
    asked_panels = row_count > 3 ? 4 : 0;
    asked = rhs + ROWS_AHEAD * rhs_stride;
  }
  if (!product->is_far) asked_panels = 0;
#endif

  // The output is not in the nearest cache as a rule; it is asked for while the sums are made.
  for (size_t i = 0; i < row_count; i++) {
    for (size_t j = 0; j < panel_count; j++) {
      __builtin_prefetch(output + (ptrdiff_t)i * output_stride + j * PANEL_COLUMNS, 1);
    }
  }

  PANEL sums[TILE_ROWS][MOST_PANELS];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < row_count; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < panel_count; j++) sums[i][j] = (PANEL)0;
  }
  size_t k = 0;
  for (; k + UNROLLED_STEPS <= inner; k += UNROLLED_STEPS) {
    if (asked_panels > 0) {
#pragma clang loop unroll(full)
      for (size_t step = 0; step < UNROLLED_STEPS; step++) {
        for (size_t j = 0; j < asked_panels; j++) {
          __builtin_prefetch(asked + (ptrdiff_t)step * rhs_stride + (ptrdiff_t)j * panel_stride, 0, AVX512 ? 3 : 2);
        }
      }
      asked += UNROLLED_STEPS * rhs_stride;
    }
#pragma clang loop unroll(full)
    for (ptrdiff_t step = 0; step < UNROLLED_STEPS; step++) TILE_STEP(step)
#pragma clang loop unroll(full)
    for (size_t group = 0; group < (row_count + 2) / 3; group++) lhs[group] += UNROLLED_STEPS;
    rhs += UNROLLED_STEPS * rhs_stride;
  }
  for (; k < inner; k++) {
    TILE_STEP(0)
#pragma clang loop unroll(full)
    for (size_t group = 0; group < (row_count + 2) / 3; group++) lhs[group]++;
    rhs += rhs_stride;
  }

  const SCALAR* bias = product->bias ? (const SCALAR*)product->bias + column : NULL;
  if (width >= panel_count * PANEL_COLUMNS) {
#pragma clang loop unroll(full)
    for (size_t i = 0; i < row_count; i++) {
#pragma clang loop unroll(full)
      for (size_t j = 0; j < panel_count; j++) {
        SCALAR* place = output + (ptrdiff_t)i * output_stride + j * PANEL_COLUMNS;
        PANEL total = product->accumulates ? PANEL_AT(place) + sums[i][j] : sums[i][j];
        PANEL_AT(place) = bias ? total + PANEL_AT(bias + j * PANEL_COLUMNS) : total;
      }
    }
  } else {
    // The last panel, which is alone, is not full.
#pragma clang loop unroll(full)
    for (size_t i = 0; i < row_count; i++) {
      SCALAR* place = output + (ptrdiff_t)i * output_stride;
      PANEL_NAME(store_columns)(place, sums[i][0], width, overlap, product->accumulates, bias);
    }
  }
}

#define TILE_CASE(count)                                                                        \
  case count:                                                                                   \
    if (count <= TILE_ROWS && count * panel_count <= TILE_SUMS) {                               \
      PANEL_NAME(tile)                                                                          \
      (product, row, column, count <= TILE_ROWS ? count : TILE_ROWS, panel_count, is_packed);   \
    }                                                                                           \
    break;

// Some panels for all rows, at most TILE_ROWS at a time; the rows are spread evenly over the tiles.
INLINE void PANEL_NAME(multiply_rows)(
  const tessera_panel_product* product, size_t column, const size_t panel_count, const int is_packed) {
  const size_t rows = product->rows, tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  for (size_t tile = 0, row = 0; tile < tiles; tile++) {
    const size_t end = (tile + 1) * rows / tiles;
    switch (end - row) {
      TILE_CASE(1)
      TILE_CASE(2)
      TILE_CASE(3)
      TILE_CASE(4)
      TILE_CASE(5)
      TILE_CASE(6)
      TILE_CASE(7)
      TILE_CASE(8)
      TILE_CASE(9)
      TILE_CASE(10)
      TILE_CASE(11)
      TILE_CASE(12)
    }
    row = end;
  }
}

// The full panels that are left, so many at once.
#define SEVERAL_PANELS(count)                                                                               \
  if (at_once >= count) {                                                                                   \
    for (; column + count * PANEL_COLUMNS <= product->columns; column += count * PANEL_COLUMNS) {           \
      PANEL_NAME(multiply_rows)(product, column, count, is_packed);                                         \
    }                                                                                                       \
  }

INLINE void PANEL_NAME(multiply_panels)(const tessera_panel_product* product, const int is_packed) {
  const size_t at_once = PANELS_AT_ONCE(product->rows);
  size_t column = 0;
  SEVERAL_PANELS(4)
  SEVERAL_PANELS(2)
  for (; column < product->columns; column += PANEL_COLUMNS) {
    PANEL_NAME(multiply_rows)(product, column, 1, is_packed);
  }
}

static size_t PANEL_NAME(panels_at_once)(size_t rows) { return PANELS_AT_ONCE(rows); }

// Where its loops lie in a cache line changes their speed by 2 %, which must not depend on what else is linked.
static __attribute__((aligned(64))) void PANEL_NAME(multiply)(const tessera_panel_product* product) {
  if (product->is_packed) {
    PANEL_NAME(multiply_panels)(product, 1);
  } else {
    PANEL_NAME(multiply_panels)(product, 0);
  }
}

static void PANEL_NAME(pack)(
  const void* rhs, ptrdiff_t row_stride, ptrdiff_t column_stride, void* panel, size_t inner, size_t columns) {
  const SCALAR* source = rhs;
  SCALAR* target = panel;
  if (column_stride == 1 && columns >= PANEL_COLUMNS) {
    for (size_t k = 0; k < inner; k++, source += row_stride, target += PANEL_COLUMNS) {
      memcpy(target, source, TESSERA_PANEL_BYTES);
    }
    return;
  }
  if (columns < PANEL_COLUMNS) memset(target, 0, inner * PANEL_COLUMNS * sizeof(SCALAR));
  if (columns > PANEL_COLUMNS) columns = PANEL_COLUMNS;
  for (size_t j = 0; j < columns; j++) {
    const SCALAR* from = source + (ptrdiff_t)j * column_stride;
    for (size_t k = 0; k < inner; k++) target[k * PANEL_COLUMNS + j] = from[(ptrdiff_t)k * row_stride];
  }
}

const tessera_panel_kernels JOIN(JOIN(tessera_panels, LEVEL), ELEMENT) = {
  .multiply = PANEL_NAME(multiply),
  .panels_at_once = PANEL_NAME(panels_at_once),
  .slab_rows = SLAB_ROWS,
  .pack = PANEL_NAME(pack),
};

#undef TILE_CASE
#undef TILE_FUNCTION
#undef TILE_STEP
#undef MOST_PANELS
#undef ROWS_AHEAD
#undef UNROLLED_STEPS
#undef SEVERAL_PANELS
#undef PANEL_MULTIPLY_ADD
#undef PANEL_AT
#undef PANEL_NAME
#undef PANEL_COLUMNS
#undef PANEL
#undef ELEMENT
#undef SCALAR
