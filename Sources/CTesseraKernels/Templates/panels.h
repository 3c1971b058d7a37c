// Products of rows with panels for one level and element type. The including file defines LEVEL, ELEMENT, SCALAR, FUSED and
// TILE_ROWS (rows of a panel's width whose sums stay in registers).
//
// One row of a panel is one vector, which the compiler spreads over the registers of the level. Few rows leave the multipliers
// waiting for their own results, so that they take several panels at once: one and two rows, and three of one register each.
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

// The products of one column of the left rows and one row of the panels, added to the sums. A row's address is one of `lhs`, of
// which there is one for every three rows, and up to two strides: what an instruction can add by itself.
#define TILE_STEP(offset)                                                                           \
  _Pragma("clang loop unroll(full)") for (size_t j = 0; j < panel_count; j++) {                     \
    const PANEL columns = PANEL_AT(rhs + (offset) * rhs_stride + (ptrdiff_t)j * panel_stride);      \
    _Pragma("clang loop unroll(full)") for (size_t i = 0; i < row_count; i++) {                     \
      const SCALAR* factor = lhs[i / 3] + (offset) + (ptrdiff_t)(i % 3) * lhs_stride;               \
      sums[i][j] = PANEL_MULTIPLY_ADD((PANEL)*factor, columns, sums[i][j]);                         \
    }                                                                                               \
  }

#define UNROLLED_STEPS 8

// One tile: `row_count` rows times `panel_count` panels, both known when this is inlined, and whether the panels are packed.
// Where a second thread of the core takes half of its decoder, every instruction beside the products counts.
INLINE void PANEL_NAME(tile)(
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
  // The panel after this one comes from far away; the last rows ask for it while their sums are made.
  const int asks = row + row_count == product->rows;
  const SCALAR* next = width > panel_count * PANEL_COLUMNS ? rhs + (ptrdiff_t)panel_count * panel_stride : product->following;

  // The output is not in the nearest cache as a rule; it is asked for while the sums are made.
  for (size_t i = 0; i < row_count; i++) __builtin_prefetch(output + (ptrdiff_t)i * output_stride, 1);

  PANEL sums[TILE_ROWS][4];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < row_count; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < panel_count; j++) sums[i][j] = (PANEL)0;
  }
  size_t k = 0;
  for (; k + UNROLLED_STEPS <= inner; k += UNROLLED_STEPS) {
    if (asks) {
#pragma clang loop unroll(full)
      for (size_t step = 0; step < UNROLLED_STEPS; step++) __builtin_prefetch(next + (ptrdiff_t)step * rhs_stride, 0, 2);
      next += UNROLLED_STEPS * rhs_stride;
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

  if (width >= panel_count * PANEL_COLUMNS) {
#pragma clang loop unroll(full)
    for (size_t i = 0; i < row_count; i++) {
#pragma clang loop unroll(full)
      for (size_t j = 0; j < panel_count; j++) {
        SCALAR* place = output + (ptrdiff_t)i * output_stride + j * PANEL_COLUMNS;
        PANEL_AT(place) = product->accumulates ? PANEL_AT(place) + sums[i][j] : sums[i][j];
      }
    }
  } else {
    // The last panel is not full.
#pragma clang loop unroll(full)
    for (size_t i = 0; i < row_count; i++) {
      SCALAR row_sums[4 * PANEL_COLUMNS];
#pragma clang loop unroll(full)
      for (size_t j = 0; j < panel_count; j++) PANEL_AT(row_sums + j * PANEL_COLUMNS) = sums[i][j];
      SCALAR* place = output + (ptrdiff_t)i * output_stride;
      for (size_t j = 0; j < width; j++) {
        place[j] = product->accumulates ? place[j] + row_sums[overlap + j] : row_sums[overlap + j];
      }
    }
  }
}

#define TILE_CASE(rows) \
  case rows: PANEL_NAME(tile)(product, row, column, rows, 1, is_packed); break;

// All panels for at most TILE_ROWS rows at a time; the rows are spread evenly over the tiles.
INLINE void PANEL_NAME(multiply_panels)(const tessera_panel_product* product, const int is_packed) {
  const size_t rows = product->rows, tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  size_t column = 0;
#define SEVERAL_PANELS(row_count, panel_count)                                                           \
  for (; column + panel_count * PANEL_COLUMNS <= product->columns; column += panel_count * PANEL_COLUMNS) { \
    PANEL_NAME(tile)(product, 0, column, row_count, panel_count, is_packed);                                \
  }
  if (rows == 1) {
    SEVERAL_PANELS(1, 4)
#if TILE_ROWS > 2
  } else if (rows == 2) {
    SEVERAL_PANELS(2, 2)
#endif
#if TILE_ROWS > 6
  } else if (rows == 3) {
    SEVERAL_PANELS(3, 2)
#endif
  }
  for (; column < product->columns; column += PANEL_COLUMNS) {
    for (size_t tile = 0, row = 0; tile < tiles; tile++) {
      const size_t end = (tile + 1) * rows / tiles;
      switch (end - row) {
        TILE_CASE(1)
        TILE_CASE(2)
#if TILE_ROWS > 2
        TILE_CASE(3)
        TILE_CASE(4)
        TILE_CASE(5)
        TILE_CASE(6)
#endif
#if TILE_ROWS > 6
        TILE_CASE(7)
        TILE_CASE(8)
        TILE_CASE(9)
        TILE_CASE(10)
        TILE_CASE(11)
        TILE_CASE(12)
#endif
      }
      row = end;
    }
  }
}

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
  .pack = PANEL_NAME(pack),
};

#undef TILE_CASE
#undef TILE_STEP
#undef UNROLLED_STEPS
#undef SEVERAL_PANELS
#undef PANEL_MULTIPLY_ADD
#undef PANEL_AT
#undef PANEL_NAME
#undef PANEL_COLUMNS
#undef PANEL
#undef ELEMENT
#undef SCALAR
