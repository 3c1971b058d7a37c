// The innermost loops of matrix products: rows of the left matrix times panels of columns of the right one.
//
// Every sum is one chain of multiply-adds over the inner index in ascending order, whatever the tile that it lies in. So its bits depend on its row and its column alone: not on the number of rows, the position, or how
// the work is cut. Where the level has fused multiply-adds (avx2, avx512) the bits are the same for both.
#pragma once

#include <stddef.h>

#include "tessera_kernels.h"

// Bytes of one row of a panel, at every level: 16 columns of floats, 8 of doubles.
#define TESSERA_PANEL_BYTES 64

// output[i, j] = sum over k of lhs[i, k] * rhs[k, j], or output[i, j] += that; strides and extents in elements.
typedef struct {
  const void* lhs;
  ptrdiff_t lhs_stride;  // from row to row; neighbours in a row are neighbours in memory
  const void* rhs;
  ptrdiff_t rhs_stride;        // from row to row within a panel
  ptrdiff_t rhs_panel_stride;  // from panel to panel
  // Whether panels are packed: their rows follow each other, and every one can be read in its full width. Otherwise the
  // last panel, when it is not full, is read from so many columns before its first that it ends with its last.
  int is_packed;
  void* output;
  ptrdiff_t output_stride;  // from row to row
  size_t rows, columns, inner;
  int accumulates;
  const void* bias;  // a row that is added to every sum, after what the output holds; or null
  const void* following;  // what is read after the last panel; it is asked for in time
  // Whether panels come from memory, or from the cache of another core. Those in a last-level cache come faster, with AVX-512,
  // by what the processor foresees than when they are asked for.
  int is_far;
} tessera_panel_product;

typedef void (*tessera_panel_product_kernel)(const tessera_panel_product* product);

// panel[k * width + j] = rhs[k * row_stride + j * column_stride] for k < inner and j < columns, 0 for the other
// columns of the panel, whose width is TESSERA_PANEL_BYTES.
typedef void (*tessera_panel_pack_kernel)(
  const void* rhs, ptrdiff_t row_stride, ptrdiff_t column_stride, void* panel, size_t inner, size_t columns);

typedef struct {
  tessera_panel_product_kernel multiply;
  // How many panels so many rows take at once.
  size_t (*panels_at_once)(size_t rows);
  // Rows of the panels that are best multiplied at once: as many as stay in the caches that they are read from fast enough.
  size_t slab_rows;
  tessera_panel_pack_kernel pack;
} tessera_panel_kernels;

// The kernels of a level for float32 or float64; null for other element types.
const tessera_panel_kernels* tessera_panels(tessera_level level, tessera_element element);
