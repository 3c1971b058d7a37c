public import TesseraGraph
import TesseraPlanner
public import TesseraShapes

/// What one evaluation gave: it lies in the evaluator's arena and cannot outlive it, nor its next reset.
public struct Results: ~Escapable, ~Copyable {
  private let executable: Executable
  private let base: UnsafeRawPointer

  @_lifetime(immortal)
  init(executable: Executable, base: UnsafeRawPointer) {
    self.executable = executable
    self.base = base
  }

  /// The value of an output, by the expression that the program was made of.
  ///
  /// The expression must be an output of the program; `subscript(_:as:)` throws for what may not be.
  @inlinable
  public subscript<Element>(_ output: Expression<Element>) -> TensorView<Element> {
    @_lifetime(copy self)
    get {
      let (shape, bytes) = value(of: output.node)
      return _overrideLifetime(
        TensorView(shape: shape, elements: bytes.assumingMemoryBound(to: Element.self)), copying: self)
    }
  }

  /// The value of an output that must exist.
  @usableFromInline
  func value(of node: Node) -> (shape: Shape, bytes: UnsafeRawBufferPointer) {
    let outputs = executable.outputs
    let identity = ObjectIdentifier(node)
    for index in 0..<outputs.count where outputs[index].node == identity { return value(index) }
    preconditionFailure("Results: the expression is not an output of the program")
  }

  /// The value of an output, by its name.
  ///
  /// - Throws: `BindingError` when there is no such output or its elements are of another type; it lists what the program gives.
  public subscript<Element: TensorElement>(_ name: String, as type: Element.Type) -> NamedTensorView<Element> {
    @_lifetime(copy self)
    get throws {
      let graph = executable.plan.graph
      guard let index = graph.outputs.firstIndex(where: { $0.name == name }) else {
        throw BindingError.unknownOutput(name: name, expected: graph.outputDescriptions)
      }
      guard executable.plan.schedule.outputs[index].elementType == Element.elementType else {
        throw BindingError.outputElementType(expected: graph.outputDescriptions[index], requested: Element.elementType)
      }
      let (shape, bytes) = value(index)
      return _overrideLifetime(
        NamedTensorView(shape: shape, elements: bytes.assumingMemoryBound(to: Element.self)), copying: self)
    }
  }

  /// The value of an output by its position.
  private func value(_ index: Int) -> (shape: Shape, bytes: UnsafeRawBufferPointer) {
    let output = executable.outputs[index]
    return (
      executable.plan.outputShapes[index], UnsafeRawBufferPointer(start: base + output.offset, count: output.byteCount)
    )
  }
}

/// A result: elements in the arena, borrowed without a copy.
public struct TensorView<Element: TensorElement>: ~Escapable, ~Copyable {
  /// The extents; every dimension is fixed.
  public let shape: Shape
  @usableFromInline let elements: UnsafeBufferPointer<Element>

  @inlinable
  @_lifetime(immortal)
  init(shape: Shape, elements: UnsafeBufferPointer<Element>) {
    self.shape = shape
    self.elements = elements
  }

  /// The number of elements.
  @inlinable public var count: Int { elements.count }

  /// The elements in row-major order.
  @inlinable public var span: Span<Element> {
    @_lifetime(copy self)
    get { _overrideLifetime(Span(_unsafeElements: elements), copying: self) }
  }

  /// A value that outlives the batch.
  ///
  /// - Throws: `ShapeError` only when the system has no memory.
  /// - Complexity: one copy.
  public func copy() throws -> Tensor<Element> { try Tensor(shape: shape, elements: span) }
}

/// A result that was asked for by name. The same as a `TensorView`, but copyable, because a subscript that throws cannot give anything else;
/// one that is kept in a `let` counts as alive to the end of its scope.
public struct NamedTensorView<Element: TensorElement>: ~Escapable {
  /// The extents; every dimension is fixed.
  public let shape: Shape
  private let elements: UnsafeBufferPointer<Element>

  @_lifetime(immortal)
  init(shape: Shape, elements: UnsafeBufferPointer<Element>) {
    self.shape = shape
    self.elements = elements
  }

  /// The number of elements.
  public var count: Int { elements.count }

  /// The elements in row-major order.
  public var span: Span<Element> {
    @_lifetime(copy self)
    get { _overrideLifetime(Span(_unsafeElements: elements), copying: self) }
  }

  /// A value that outlives the batch.
  ///
  /// - Throws: `ShapeError` only when the system has no memory.
  /// - Complexity: one copy.
  public func copy() throws -> Tensor<Element> { try Tensor(shape: shape, elements: span) }
}
