public import TesseraShapes

/// What can be wrong with the outputs that a program is made of.
public enum ProgramError: Error, Hashable, Sendable {
  /// No output at all.
  case noOutputs
  /// Two outputs with one name.
  case duplicateOutput(name: String, first: OutputReference, second: OutputReference)
  /// Two inputs with one name that are not the same, and the first output that needs the second.
  case conflictingInputs(first: DeclaredInput, second: DeclaredInput, output: OutputReference?)
  /// An input whose declared shape cannot be; the error names the first output that needs it.
  case invalidInput(name: String, ShapeError)

  /// An input and the line that declared it.
  public struct DeclaredInput: Hashable, Sendable {
    /// Name, shape and element type.
    public let input: InputDescription
    /// The line of the declaration, where it is known.
    public let location: SourceLocation?
  }
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
  public var description: String { "\(name.shortText): \(elementType) \(shape)" }
}

extension ProgramError: CustomStringConvertible {
  /// One sentence: what is wrong and what came.
  public var description: String {
    switch self {
    case .noOutputs: "Program: at least one output is needed; got none"
    case .duplicateOutput(let name, let first, let second):
      "Program: names of outputs must differ; \(name.quotedShort) was given twice (\(first), \(second))"
    case .conflictingInputs(let first, let second, let output):
      "Program: inputs with one name must agree; got \(first.input) and \(second.input)"
        + Self.places(first.location, second.location, output)
    case .invalidInput(let name, let error): "Program: input \(name.quotedShort) cannot be; \(error)"
    }
  }

  private static func places(
    _ first: SourceLocation?, _ second: SourceLocation?, _ output: OutputReference?
  ) -> String {
    let lines = [first, second].compactMap { $0?.description }.joined(separator: " and ")
    let places = [lines.isEmpty ? nil : "at \(lines)", output.map { "for \($0)" }].compactMap { $0 }
    return places.isEmpty ? "" : " (\(places.joined(separator: "; ")))"
  }
}
