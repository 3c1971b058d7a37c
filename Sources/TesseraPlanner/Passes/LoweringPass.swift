import TesseraGraph
package import TesseraShapes

/// Values to steps: every value that must be in memory gets a buffer, movements become views of one where the layout allows it.
package enum LoweringPass {
  package static func run(
    _ shaped: ShapedGraph, roots: [Int], partners: [Int], target: PlanTarget
  ) throws(ShapeError) -> Schedule {
    var lowering = Lowering(shaped, roots: roots, partners: partners, target: target)
    for number in shaped.needed { try lowering.lower(number) }
    for value in shaped.outputs { try lowering.finish(output: value) }
    return lowering.schedule
  }
}

/// The members of each group, in order.
struct GroupMembers {
  /// All members, those of a group behind each other.
  private var numbers: [Int]
  /// Where the members of the group with a given root end.
  private var ends: [Int]
  /// How many there are.
  private var counts: [Int]

  /// - Parameter roots: the root of each value's group; -1 for a value that is in none.
  init(roots: [Int]) {
    counts = Array(repeating: 0, count: roots.count)
    for root in roots where root >= 0 { counts[root] += 1 }
    ends = []
    ends.reserveCapacity(roots.count)
    var total = 0
    for count in counts {
      ends.append(total)
      total += count
    }
    numbers = Array(repeating: 0, count: total)
    for (number, root) in roots.enumerated() where root >= 0 {
      numbers[ends[root]] = number
      ends[root] += 1
    }
  }

  subscript(root: Int) -> [Int] { Array(numbers[ends[root] - counts[root]..<ends[root]]) }
}

/// The state of the pass.
struct Lowering {
  let shaped: ShapedGraph
  let roots: [Int]
  /// For each product that is computed with the sum that it is part of that sum, for each such sum the product, else -1.
  let partners: [Int]
  let target: PlanTarget
  let members: GroupMembers
  let inputSlots: [Int: Int]
  var schedule = Schedule()
  /// The bytes of all buffers so far, and their limit: as much as a thousand workers with scratch of this size can be counted with, and more
  /// than any processor addresses.
  private var totalByteCount = 0
  static let byteLimit = 1 << 50
  /// Where each value is; nil for values that exist in tiles only.
  var views: [View?]

  init(_ shaped: ShapedGraph, roots: [Int], partners: [Int], target: PlanTarget) {
    self.shaped = shaped
    self.roots = roots
    self.partners = partners
    self.target = target
    members = GroupMembers(roots: roots)
    inputSlots = Dictionary(
      uniqueKeysWithValues: shaped.graph.inputs.enumerated().map { ($0.element.value, $0.offset) })
    views = Array(repeating: nil, count: shaped.graph.values.count)
    // Most steps are a group's or that of an operation that needs memory; a step is large, and an array that grows copies it.
    let stepCount = shaped.needed.count { number in
      if case .whole = shaped.graph.values[number].role { true } else { roots[number] == number }
    }
    schedule.steps.reserveCapacity(stepCount)
    // One that it writes, and often one for its own use.
    schedule.buffers.reserveCapacity(2 * stepCount)
  }

  mutating func lower(_ number: Int) throws(ShapeError) {
    let value = shaped.graph.values[number]
    let extents = shaped.extents[number]
    if let folded = shaped.foldedNumbers[number] {
      views[number] = view(.folded(folded), extents, value.elementType)
      return
    }
    switch value.operation {
    case .input:
      views[number] = view(.input(inputSlots[number] ?? 0), extents, value.elementType)
    case .constant:
      views[number] = view(.constant(number), extents, value.elementType)
    case .scalar:
      views[number] = view(.scalar(number), extents, value.elementType)
    case .iota:
      let output = try buffer(extents, value.elementType, for: number)
      append(.iota, value: number, output: output, extents: extents)
      views[number] = view(.buffer(output), extents, value.elementType)
    case .unary, .binary, .map, .select, .cast:
      if partners[number] >= 0 {
        try lowerMatrixProduct(partners[number], sum: number)
      } else if roots[number] == number {
        try lowerGroup(number)
      }
    case .matrixProduct:
      if partners[number] < 0 { try lowerMatrixProduct(number) }
    case .reduction(let reduction):
      try lowerReduction(number, reduction)
    case .argumentReduction(let reduction):
      try lowerAxis(number, axis: reduction.axis, .argument(reduction.kind))
    case .argumentSort(let sort):
      try lowerAxis(number, axis: sort.axis, .sort(isDescending: sort.isDescending))
    case .axisFunction(let function):
      try lowerAxis(number, axis: function.axis, .row(function.kind))
    case .concatenate(let concatenate):
      try lowerConcatenate(number, axis: concatenate.axis)
    case .rearrange(let rearrangement):
      try lowerRearrangement(number, rearrangement)
    case .gather(let gather):
      try lowerGather(number, gather)
    case .scatter(let scatter):
      try lowerScatter(number, scatter)
    case .reshape, .transpose, .broadcast, .slice:
      let operand = memory(value.operands[0])
      if let layout = operand.layout.viewed(by: value.operation, extents: extents) {
        views[number] = View(source: operand.source, layout: layout, elementType: value.elementType)
      } else {
        var copied = try dense(operand, value: number)
        copied.layout = Layout(rowMajor: extents)
        views[number] = copied
      }
    }
  }

  /// Makes sure that an output is dense in a buffer of its own.
  mutating func finish(output value: Int) throws(ShapeError) {
    let extents = shaped.extents[value]
    let elementType = shaped.graph.values[value].elementType
    var view = memory(value)
    if case .buffer(let buffer) = view.source, view.layout == Layout(rowMajor: extents),
      schedule.buffers[buffer].byteCount / elementType.byteCount == Layout.elementCount(extents)
    {
      schedule.buffers[buffer].purpose = .output
    } else {
      view = try dense(view, value: value)
      views[value] = view
      if case .buffer(let buffer) = view.source { schedule.buffers[buffer].purpose = .output }
    }
    guard case .buffer(let buffer) = view.source else { preconditionFailure("Lowering: an output outside of a buffer") }
    schedule.outputs.append(
      Schedule.Output(value: value, buffer: buffer, extents: extents, elementType: elementType))
  }

  /// Where a value is that was lowered to memory; the fusion pass keeps only elementwise users' operands in tiles.
  func memory(_ number: Int) -> View {
    guard let view = views[number] else { preconditionFailure("Lowering: a value is read before it was written") }
    return view
  }

  func view(_ source: Source, _ extents: [Int], _ elementType: ElementType) -> View {
    View(source: source, layout: Layout(rowMajor: extents), elementType: elementType)
  }

  /// A fresh buffer for a dense tensor.
  mutating func buffer(_ extents: [Int], _ elementType: ElementType, for value: Int) throws(ShapeError) -> Int {
    let count = Layout.elementCount(extents + [elementType.byteCount])
    return try reserve(count, of: Shape(extents: extents), for: value, .intermediate)
  }

  /// A fresh buffer for one step's own use, or nil when none is needed.
  ///
  /// - Parameter byteCount: nil when it cannot be counted.
  mutating func scratch(byteCount: Int?, for value: Int) throws(ShapeError) -> Int? {
    if byteCount == 0 { return nil }
    return try reserve(byteCount, of: Shape(extents: shaped.extents[value]), for: value, .scratch)
  }

  private mutating func reserve(
    _ byteCount: Int?, of shape: Shape, for value: Int, _ purpose: Schedule.Purpose
  ) throws(ShapeError) -> Int {
    let producer = shaped.graph.values[value]
    guard let bytes = byteCount else {
      throw shaped.graph.explaining(ShapeError(producer.operation.name, .tooManyElements(shape)), of: value)
    }
    // The sum of all buffers stays far from overflow, so that offsets and totals need no checks.
    guard bytes <= Self.byteLimit - totalByteCount else {
      throw shaped.graph.explaining(
        ShapeError(producer.operation.name, .outOfMemory(shape, byteCount: bytes)), of: value)
    }
    totalByteCount += bytes
    schedule.buffers.append(Schedule.Buffer(byteCount: bytes, purpose: purpose))
    return schedule.buffers.count - 1
  }

  /// Appends a step unless it would write nothing.
  mutating func append(_ work: Step.Work, value: Int, output: Int, extents: [Int], scratch: Int? = nil) {
    guard !extents.contains(0) else { return }
    schedule.steps.append(Step(work: work, value: value, output: output, extents: extents, scratch: scratch))
  }

  /// The view itself where it is dense and begins its source, otherwise a dense copy.
  mutating func madeDense(_ view: View, value: Int) throws(ShapeError) -> View {
    view.layout == Layout(rowMajor: view.layout.extents) ? view : try dense(view, value: value)
  }

  /// A dense copy of a view.
  mutating func dense(_ view: View, value: Int) throws(ShapeError) -> View {
    let extents = view.layout.extents
    let copy = try buffer(extents, view.elementType, for: value)
    append(.copy(view), value: value, output: copy, extents: extents)
    return self.view(.buffer(copy), extents, view.elementType)
  }
}
