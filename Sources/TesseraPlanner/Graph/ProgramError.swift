public import TesseraShapes

/// What can be wrong with the outputs that a program is made of.
public enum ProgramError: Error, Hashable, Sendable {
  /// No output at all.
  case noOutputs
  /// Two outputs with one name.
  case duplicateOutput(name: String)
  /// Two inputs with one name that are not the same.
  case conflictingInputs(name: String, InputDescription, InputDescription)
  /// An input whose declared shape cannot be.
  case invalidInput(name: String, ShapeError)
}

/// What a program expects of an input, or gives as an output.
public struct InputDescription: Hashable, Sendable, CustomStringConvertible {
  /// The name in bindings and messages.
  public let name: String
  /// The declared shape, with named dimensions.
  public let shape: Shape
  /// The type of its elements.
  public let elementType: ElementType

  /// `pixels: Float [batch, 784]`
  public var description: String { "\(name): \(elementType) \(shape)" }
}

extension ProgramError: CustomStringConvertible {
  /// One sentence: what is wrong and what came.
  public var description: String {
    switch self {
    case .noOutputs: "Program: at least one output is needed; got none"
    case .duplicateOutput(let name): "Program: names of outputs must differ; \"\(name)\" was given twice"
    case .conflictingInputs(_, let first, let second):
      "Program: inputs with one name must agree; got \(first) and \(second)"
    case .invalidInput(let name, let error): "Program: input \"\(name)\" cannot be; \(error)"
    }
  }
}
