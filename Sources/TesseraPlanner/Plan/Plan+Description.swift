import TesseraGraph
import TesseraShapes

extension Plan: CustomStringConvertible {
  /// The bytes of the plan and its steps, a line each: what is computed, in which groups, with which extents.
  ///
  /// ```
  /// plan of 4 steps: workspace 49152 bytes (lower bound 49152), outputs 1280, constants 68904, packed 69632, rows keep their bits
  ///   0 matmul 32 x 64 x 128 + row, panels packed once -> Float [32, 128]
  ///   1 relu -> Float [32, 128]
  /// ```
  /// - Complexity: linear in the number of steps.
  public var description: String {
    var lines = [
      """
      plan of \(stepCount) steps: workspace \(workspaceByteCount) bytes (lower bound \(workspaceLowerBound)), \
      outputs \(outputByteCount), constants \(constantByteCount), packed \(packedConstantByteCount), \
      \(isRowInvariant ? "rows keep their bits" : "bits of rows depend on the batch")
      """
    ]
    for (number, step) in schedule.steps.enumerated() {
      let elementType = graph.values[step.value].elementType
      lines.append("  \(number) \(step.work) -> \(elementType) \(Shape(extents: step.extents))")
    }
    return lines.joined(separator: "\n")
  }
}

extension Step.Work: CustomStringConvertible {
  /// The operations of the step and what decides how it runs.
  package var description: String {
    switch self {
    case .elementwise(let group): group.operations.map(\.function.name).joined(separator: " ")
    case .copy: "copy"
    case .matrixProduct(let product): product.description
    case .pack(let pack): "pack \(pack.inner) x \(pack.columns) in \(pack.batchCount * pack.panelCount) panels"
    case .reduction(let reduction):
      "\(reduction.kind.name) of \(reduction.reduced.elementCount) by \(reduction.form.name)"
    case .iota: "indices"
    case .axis(let plan): "\(plan.function.name) of \(plan.count)"
    case .concatenate(let plan): "concatenate \(plan.parts.count)"
    case .rearrange: "rearrange"
    case .gather(let plan): plan.name
    case .scatter: "scatter"
    }
  }
}

extension AxisPlan.Function {
  fileprivate var name: String {
    switch self {
    case .row(let kind): kind.name
    case .argument(let kind): kind.name
    case .sort: "argsort"
    }
  }
}

extension MatrixProductPlan: CustomStringConvertible {
  /// Rows x inner x columns, how many products there are, and what computes them.
  package var description: String {
    let count = batchExtents.reduce(1, *)
    return "matmul \(rows) x \(inner) x \(columns)" + (count == 1 ? "" : ", \(count) times")
      + (bias == nil ? "" : " + row") + ", \(rightForm.description)"
  }
}

extension MatrixProductPlan.RightForm {
  fileprivate var description: String {
    switch self {
    case .constantPanels: "panels packed once"
    case .packedPanels: "packed panels"
    case .rows: "panels in place"
    case .blas: "one call of BLAS"
    }
  }
}

extension ElementwiseGroup.Function {
  /// What the user calls it.
  fileprivate var name: String {
    switch self {
    case .unary(let function): function.name
    case .binary(let function): function.name
    case .map: "map"
    case .multiplyAdd: "* +"
    case .exponentialOfNegated: "exp of -"
    case .sigmoidProduct: "sigmoid *"
    case .select: "select"
    case .cast(let target): "cast to \(target)"
    }
  }
}

extension ReductionPlan.Form {
  fileprivate var name: String {
    switch self {
    case .rows: "rows"
    case .columns: "columns"
    case .gathered: "gathered rows"
    }
  }
}
