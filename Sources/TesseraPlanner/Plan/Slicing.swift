import TesseraGraph
import TesseraShapes

/// How the output of a step can be cut.
struct Slicing {
  /// The number of parts at most.
  let count: Int
  /// Whether the parts are equal slices of the output's memory, in order.
  let isContiguous: Bool

  static let whole = Slicing(count: 1, isContiguous: false)
}

extension Step {
  /// How the output can be cut into parts that are computed apart.
  var slicing: Slicing {
    switch work {
    case .elementwise(let group): Slicing(count: group.elementCount, isContiguous: true)
    case .copy(let view): Slicing(count: view.transposedRowCount ?? view.layout.elementCount, isContiguous: true)
    case .matrixProduct(let product):
      switch product.engine {
      case .panels: Slicing(count: product.batchCount > 1 ? product.batchCount : product.rows, isContiguous: true)
      case .blas: Slicing(count: product.batchCount, isContiguous: true)
      }
    case .pack(let pack):
      Slicing(count: pack.batchCount > 1 ? pack.batchCount : pack.panelCount, isContiguous: true)
    case .reduction(let plan): plan.slicing
    case .axis(let plan):
      Slicing(count: plan.rows.elementCount, isContiguous: plan.writesRowsInOrder)
    case .iota, .concatenate, .rearrange, .gather, .scatter: .whole
    }
  }

  /// Whether a slice of the output needs only the same slice of a buffer that is read.
  func reads(_ buffer: Int, of elementCount: Int, inSlices sliceCount: Int) -> Bool {
    sliceableReads(sliceCount).allSatisfy { view, layout in
      guard case .buffer(buffer) = view.source else { return true }
      return layout?.isCut(into: sliceCount, of: elementCount) ?? false
    }
  }

  /// Every view that is read, with its axes in the order of the output; nil where every slice needs the whole of it.
  private func sliceableReads(_ sliceCount: Int) -> [(View, Layout?)] {
    switch work {
    case .elementwise(let group): group.streams.map { ($0.view, $0.view.layout) }
    case .copy(let view): [(view, view.layout)]
    case .matrixProduct(let product):
      [
        (product.lhs.view, product.lhs.view.layout),
        (product.rhs.view, product.batchCount % sliceCount == 0 ? product.rhs.view.layout : nil),
      ] + (product.bias.map { [($0, nil)] } ?? [])
    case .pack(let pack):
      [(pack.operand.view, pack.batchCount % sliceCount == 0 ? pack.operand.view.layout : nil)]
    case .reduction(let plan):
      [(plan.operand, plan.kept.appending(plan.reduced))]
    case .axis(let plan):
      [(plan.operand, plan.rows.appending(Layout(extents: [plan.count], strides: [plan.stride])))]
    case .iota, .concatenate, .rearrange, .gather, .scatter: reads.map { ($0, nil) }
    }
  }

  /// About how long the step takes on one thread, in nanoseconds; it decides whether sharing pays.
  var estimatedTime: Double {
    let elements = Double(Layout.elementCount(extents) ?? 0)
    return switch work {
    case .elementwise(let group): elements * (0.1 + 0.15 * Double(group.operations.count))
    case .matrixProduct(let product):
      max(product.operationCount / 90, Double(product.inner * product.columns) * 0.15)
    case .reduction(let plan): elements * Double(plan.reduced.elementCount) * 0.1
    case .axis(let plan): Double(plan.rows.elementCount * plan.count) * 0.6
    case .copy, .pack, .iota, .concatenate, .rearrange, .gather, .scatter: elements * 0.3
    }
  }
}

extension View {
  /// The rows of the output when the view is one of transposed matrices, which move in blocks; nil for other views.
  package var transposedRowCount: Int? {
    let collapsed = collapsed
    let rank = collapsed.rank
    guard rank >= 2, collapsed.strides[rank - 2] == 1, collapsed.strides[rank - 1] >= collapsed.extents[rank - 2] else {
      return nil
    }
    return collapsed.elementCount / collapsed.extents[rank - 1]
  }
}

extension ReductionPlan {
  /// Columns that are reduced at once where rows lie below each other.
  package static let columnChunk = 512

  /// How many chunks of columns there are in one row of results.
  package var chunkCount: Int {
    guard case .columns = form, let width = kept.extents.last else { return 1 }
    return (width + Self.columnChunk - 1) / Self.columnChunk
  }

  fileprivate var slicing: Slicing {
    guard case .columns = form, let width = kept.extents.last else {
      return Slicing(count: kept.elementCount, isContiguous: true)
    }
    return Slicing(
      count: kept.elementCount / width * chunkCount,
      isContiguous: chunkCount == 1 || width % Self.columnChunk == 0)
  }
}

extension AxisPlan {
  /// Whether row i of the walk is row i of the output's memory.
  fileprivate var writesRowsInOrder: Bool {
    let length = if case .argument = function { 1 } else { count }
    return outputStride == 1
      && outputRows.strides == Layout.rowMajorStrides(outputRows.extents).map { $0 &* length }
  }
}

extension Layout {
  /// The axes of this layout, then those of another.
  fileprivate func appending(_ other: Layout) -> Layout {
    Layout(extents: extents + other.extents, strides: strides + other.strides, offset: offset)
  }

  /// Whether the elements that belong to each of `count` equal slices of the layout's order lie in the same slice of the memory, which has
  /// `total` elements.
  fileprivate func isCut(into count: Int, of total: Int) -> Bool {
    if count == 1 { return true }
    let collapsed = collapsed
    guard let first = collapsed.extents.first, first % count == 0, total % count == 0 else { return false }
    let sliceElements = total / count
    guard collapsed.strides[0] * (first / count) == sliceElements, offset >= 0 else { return false }
    var last = offset + (first / count - 1) * collapsed.strides[0]
    for (extent, stride) in zip(collapsed.extents, collapsed.strides).dropFirst() {
      guard stride >= 0 else { return false }
      last += (extent - 1) * stride
    }
    return last < sliceElements
  }
}
