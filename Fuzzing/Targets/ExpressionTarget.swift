import Tessera

/// Builds expressions as the bytes say, makes a program of one or two of them, plans it, and evaluates it under a byte limit.
///
/// Nothing of it may trap, whatever the bytes are. What can be checked is: a plan that does not fit the limit is refused, one that fits is run.
enum ExpressionTarget {
  static let byteLimit = 1 << 20
  /// What an evaluation may take: about a second.
  private static let workLimit = 2e7
  /// The elements of an input at most.
  private static let inputLimit = 1 << 16

  static func run(_ bytes: UnsafeRawBufferPointer) {
    var machine = ExpressionMachine(bytes)
    machine.build()
    guard let last = machine.values.last else { return }
    do {
      let other = machine.values[machine.values.count / 2]
      let program =
        bytes.count % 2 == 0
        ? try Program(outputs: ["last": last.expression])
        : try Program(outputs: ["last": last.expression, "other": other.expression])
      _ = program.description.utf8.count + program.textDump.utf8.count
      let plan = try program.plan(for: machine.extents, workers: 1)
      _ = plan.description.utf8.count
      let work = last.work + (bytes.count % 2 == 0 ? 0 : other.work)
      if plan.peakByteCount <= byteLimit, work > workLimit { return }
      try evaluate(program, plan, &machine)
    } catch {
      _ = "\(error)".utf8.count
    }
  }

  private static func evaluate(_ program: Program, _ plan: Plan, _ machine: inout ExpressionMachine) throws {
    var inputs: [String: any TensorValue] = [:]
    for input in program.inputs {
      guard let shape = input.shape.resolved(with: machine.extents), let count = shape.elementCount, count <= inputLimit
      else { return }
      inputs[input.name] = try tensor(input.elementType, shape, &machine.reader)
    }
    let evaluator = Evaluator(byteLimit: byteLimit, workers: 1 + machine.extents.count % 2)
    let results = try evaluator.evaluate(program, inputs)
    precondition(plan.peakByteCount <= byteLimit, "a plan above the limit was run")
    precondition(evaluator.statistics.peak <= byteLimit, "the limit was passed")
    for output in program.outputs { try read(results, output.name, output.elementType) }
  }

  private static func tensor(
    _ elementType: ElementType, _ shape: Shape, _ reader: inout ByteReader
  ) throws -> any TensorValue {
    func drawn<Element: FuzzElement>(_ type: Element.Type) throws -> any TensorValue {
      let some = (0..<8).map { _ in Element.drawn(from: &reader) }
      return try Tensor(shape: shape, elements: (0..<(shape.elementCount ?? 0)).map { some[$0 % 8] })
    }
    for type in fuzzElements where type.elementType == elementType { return try drawn(type) }
    preconditionFailure("an element type is missing")
  }

  private static func read(_ results: borrowing Results, _ name: String, _ elementType: ElementType) throws {
    func sum<Element: FuzzElement>(_ type: Element.Type) throws {
      let view = try results[name, as: type]
      precondition(view.count == view.shape.elementCount, "a result has another count than its shape")
      var hasher = Hasher()
      let span = view.span
      for index in span.indices { hasher.combine(span[index]) }
      _ = hasher.finalize()
    }
    for type in fuzzElements where type.elementType == elementType { return try sum(type) }
  }
}
