package import TesseraGraph
package import TesseraShapes

/// Where elements are.
package enum Source: Hashable, Sendable {
  /// An input of the batch, by its slot.
  case input(Int)
  /// A constant of the program, by its value.
  case constant(Int)
  /// A value that was computed once for the program, by its number.
  case folded(Int)
  /// A single number of the program, by its value.
  case scalar(Int)
  /// A buffer of the plan, by its number.
  case buffer(Int)
}

/// Elements in memory, as an operand sees them.
package struct View: Hashable, Sendable {
  package var source: Source
  package var layout: Layout
  package let elementType: ElementType

  /// The view without its axes of extent 1 and with neighbouring axes merged where they lie in one line.
  package var collapsed: Layout { layout.collapsed }
}

/// One thing to do. Every extent is a number, every operand has its place.
package struct Step: Sendable {
  package enum Work: Sendable {
    case elementwise(ElementwiseGroup)
    case copy(View)
    case iota
    case matrixProduct(MatrixProductPlan)
    case pack(PackPlan)
    case reduction(ReductionPlan)
    case axis(AxisPlan)
    case concatenate(ConcatenatePlan)
    case rearrange(RearrangePlan)
    case gather(GatherPlan)
    case scatter(ScatterPlan)
  }

  package let work: Work
  /// The value of the program's graph that the step computes.
  package let value: Int
  /// The buffer that is written.
  package let output: Int
  /// The extents of what is written, dense in row-major order.
  package let extents: [Int]
  /// A buffer for the step's own use, if it needs one.
  package let scratch: Int?

  /// Every view that is read.
  package var reads: [View] {
    switch work {
    case .elementwise(let group): group.streams.map(\.view)
    case .copy(let view): [view]
    case .iota: []
    case .matrixProduct(let product): [product.lhs.view, product.rhs.view] + (product.bias.map { [$0] } ?? [])
    case .pack(let pack): [pack.operand.view]
    case .reduction(let plan): [plan.operand]
    case .axis(let plan): [plan.operand]
    case .concatenate(let plan): plan.parts
    case .rearrange(let plan): [plan.operand]
    case .gather(let plan): [plan.operand, plan.indices]
    case .scatter(let plan): [plan.operand, plan.indices, plan.updates]
    }
  }
}

/// Elementwise operations that run tile by tile.
package struct ElementwiseGroup: Sendable {
  /// Where a tile comes from.
  package enum Operand: Hashable, Sendable {
    /// The memory of an operand of the group.
    case stream(Int)
    /// The result of an earlier operation of the group.
    case slot(Int)
  }

  package enum Function: Hashable, Sendable {
    case unary(UnaryFunction)
    case binary(BinaryFunction)
    case map(MapFunction)
    /// A product of the first two operands and a sum with the third, each rounded: two operations in one pass.
    case multiplyAdd
    /// exp(-x): two operations in one pass.
    case exponentialOfNegated
    /// A product of the sigmoid of the first operand and the second one: two operations in one pass.
    case sigmoidProduct
    case select
    case cast(to: ElementType)

    /// Whether a tile takes long enough for memory to come meanwhile; unary functions that are not named here do.
    package var takesLong: Bool {
      switch self {
      case .unary(let function):
        switch function {
        case .negate, .absolute, .relu, .sign, .floor, .ceiling, .round, .truncate, .square, .hardSigmoid, .hardSwish,
          .isNaN, .isInfinite, .isFinite, .logicalNot:
          false
        default: true
        }
      case .binary(let function):
        [.power, .arcTangent2, .remainder, .truncatedRemainder, .floorDivide].contains(function)
      case .exponentialOfNegated, .sigmoidProduct: true
      case .map, .multiplyAdd, .select, .cast: false
      }
    }
  }

  /// One operation on a tile. The last one writes the group's output, the others a slot.
  package struct Operation: Hashable, Sendable {
    package let function: Function
    package let operands: [Operand]
    /// What the elements of the first operand are, of a selection those of the values; it chooses the kernel.
    package let elementType: ElementType
    package let slot: Int
  }

  /// An operand of the group, broadcast to its extents.
  package struct Stream: Hashable, Sendable {
    /// How the operations get its elements.
    package enum Access: Hashable, Sendable {
      /// From its own memory, which is dense in the order of the group.
      case dense
      /// One element, used for all; its operations take a scalar operand.
      case single
      /// Through a tile of the scratch buffer, filled for each tile, or once when every tile is the same.
      case tile(Int, filledOnce: Bool)
    }

    package let view: View
    package let access: Access
  }

  package let streams: [Stream]
  package let operations: [Operation]
  /// Tiles that are alive at once.
  package let slotCount: Int
  /// What the elements of the result are.
  package let elementType: ElementType
  /// Bytes from one tile of the scratch buffer to the next: room for the group's largest elements.
  package let tileByteCount: Int
  package let elementCount: Int
  /// Elements a tile.
  package let tileCount: Int
}

/// A reduction of a view whose axes that stay come first.
package struct ReductionPlan: Sendable {
  /// How the elements of one result lie.
  package enum Form: Sendable {
    /// In one dense row each.
    case rows
    /// Side by side with their neighbours' elements: the last axis that stays is dense, and the rows below each other have a stride.
    case columns(stride: Int)
    /// Anyhow: they are gathered into the scratch buffer first.
    case gathered
  }

  package let kind: Reduction.Kind
  /// What a mean subtracts from the number of elements.
  package let correction: Int
  package let operand: View
  /// The axes that stay, collapsed.
  package let kept: Layout
  /// The axes that are reduced, collapsed.
  package let reduced: Layout
  package let form: Form
  /// Where a long row is reduced in parts (`ReductionParts`): how many parts a row has.
  package var partCount = 1
  /// The elements that the last part of a row has more than the others.
  package var remainder = 0
}

/// Work along one axis.
package struct AxisPlan: Sendable {
  /// What is done with a row.
  package enum Function: Sendable {
    /// A row of the same length and type.
    case row(AxisFunction.Kind)
    /// An index.
    case argument(ArgumentReduction.Kind)
    /// A row of indices.
    case sort(isDescending: Bool)
  }

  package let function: Function
  package let operand: View
  /// Where each row of the operand begins: the axes without the one worked along.
  package let rows: Layout
  /// Where each row of the output begins, with the extents of `rows`.
  package let outputRows: Layout
  /// Elements a row.
  package let count: Int
  /// The distance in elements between neighbours of a row in the operand.
  package let stride: Int
  /// The same in the output, where the output has the axis.
  package let outputStride: Int
}
