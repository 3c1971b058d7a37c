// Reductions of the columns of a matrix: strips of up to 64 vectors of columns, each summed over blocks of 8 rows whose
// results are combined pairwise as in a row (reductions.h). A column's order follows from the number of rows alone:
// it is the same in every lane, in every strip and in the last, narrower one.

#ifndef COLUMN_REDUCTION
#define STRIP_VECTORS 64
#define BLOCK_ROWS 8

// Reduces one strip; READ(row, j) is its j-th vector in a row.
#define COLUMN_STRIP(name, identity, width, READ)                                                           \
  /* Of n blocks at most log2(n) + 2 sums are kept at once. */                                              \
  size_t depth = 0, row = 0, level_count = 2;                                                               \
  for (size_t blocks = rows / BLOCK_ROWS; blocks > 0; blocks /= 2) level_count++;                           \
  VECTOR levels[level_count][(width)];                                                                      \
  for (; row + BLOCK_ROWS <= rows; row += BLOCK_ROWS) {                                                     \
    for (size_t j = 0; j < (width); j++) {                                                                  \
      VECTOR lower = NAME(combine_##name)(                                                                  \
        NAME(combine_##name)(READ(row, j), READ(row + 1, j)),                                               \
        NAME(combine_##name)(READ(row + 2, j), READ(row + 3, j)));                                          \
      VECTOR upper = NAME(combine_##name)(                                                                  \
        NAME(combine_##name)(READ(row + 4, j), READ(row + 5, j)),                                           \
        NAME(combine_##name)(READ(row + 6, j), READ(row + 7, j)));                                          \
      levels[depth][j] = NAME(combine_##name)(lower, upper);                                                \
    }                                                                                                       \
    depth++;                                                                                                \
    for (size_t carries = row / BLOCK_ROWS + 1; carries % 2 == 0; carries /= 2, depth--) {                  \
      for (size_t j = 0; j < (width); j++) {                                                                \
        levels[depth - 2][j] = NAME(combine_##name)(levels[depth - 2][j], levels[depth - 1][j]);            \
      }                                                                                                     \
    }                                                                                                       \
  }                                                                                                         \
  for (size_t j = 0; j < (width); j++) {                                                                    \
    VECTOR rest = (VECTOR)identity;                                                                         \
    for (size_t i = row; i < rows; i++) rest = NAME(combine_##name)(rest, READ(i, j));                      \
    for (size_t level = depth; level > 0; level--) rest = NAME(combine_##name)(levels[level - 1][j], rest); \
    levels[0][j] = NAME(combine_##name)((VECTOR)identity, rest);                                            \
  }

#define READ_WHOLE(row, j) NAME(load)(NAME(at)(input, (row) * stride + (j) * LANES))
#define READ_PART(row, j) NAME(load_part)(NAME(at)(input, (row) * stride), columns, 0)

#define COLUMN_REDUCTION(name, identity)                                                                          \
  static void NAME(strip_##name)(const void* input, size_t stride, void* output, size_t rows, size_t width) {     \
    COLUMN_STRIP(name, identity, width, READ_WHOLE)                                                               \
    for (size_t j = 0; j < width; j++) NAME(store)(NAME(at_output)(output, j * LANES), levels[0][j]);             \
  }                                                                                                               \
                                                                                                                  \
  static void NAME(narrow_##name)(const void* input, size_t stride, void* output, size_t rows, size_t columns) {  \
    COLUMN_STRIP(name, identity, 1, READ_PART)                                                                    \
    NAME(store_part)(output, levels[0][0], columns);                                                              \
  }                                                                                                               \
                                                                                                                  \
  /* Columns beyond the last whole vector are reached by one that overlaps it. */                                 \
  static void NAME(columns_##name)(const void* input, size_t stride, void* output, size_t rows, size_t columns) { \
    if (columns < LANES) {                                                                                        \
      NAME(narrow_##name)(input, stride, output, rows, columns);                                                  \
      return;                                                                                                     \
    }                                                                                                             \
    for (size_t vectors = columns / LANES, done = 0; done < vectors; done += STRIP_VECTORS) {                     \
      size_t width = vectors - done < STRIP_VECTORS ? vectors - done : STRIP_VECTORS, first = done * LANES;       \
      NAME(strip_##name)(NAME(at)(input, first), stride, NAME(at_output)(output, first), rows, width);            \
    }                                                                                                             \
    if (columns % LANES == 0) return;                                                                             \
    size_t last = columns - LANES;                                                                                \
    NAME(strip_##name)(NAME(at)(input, last), stride, NAME(at_output)(output, last), rows, 1);                    \
  }
#endif
