public import TesseraShapes

/// What can be wrong with the values that a program is given, or with a result that it is asked for.
///
/// Each is found before anything is computed; the evaluator works on afterwards.
public enum BindingError: Error, Hashable, Sendable {
  /// An input that was not given.
  case missingInput(name: String, expected: [InputDescription])
  /// A value for something that the program does not have.
  case unknownInput(name: String, expected: [InputDescription])
  /// Two values for one input.
  case duplicateInput(name: String)
  /// A value of another element type.
  case elementType(expected: InputDescription, given: ElementType)
  /// A value with another number of axes, or another extent on an axis whose dimension is fixed.
  case shape(expected: InputDescription, given: Shape, axis: Int?)
  /// Two axes with one name and different extents.
  case conflictingDimension(name: String, first: InputExtent, second: InputExtent)
  /// An axis whose dimension follows from named ones and that has another extent.
  case derivedDimension(expected: InputDescription, given: Shape, axis: Int, extent: Int?)
  /// A name without a number.
  case unboundDimension(name: String)
  /// An output that the program does not have.
  case unknownOutput(name: String, expected: [InputDescription])
  /// An output that is read as another element type than it has.
  case outputElementType(expected: InputDescription, requested: ElementType)

  /// The extent that an input gives to an axis.
  public struct InputExtent: Hashable, Sendable {
    /// The input's name.
    public let input: String
    /// The axis, from 0.
    public let axis: Int
    /// The extent that came.
    public let extent: Int
  }
}

extension BindingError: CustomStringConvertible {
  /// One sentence: what was expected and what came.
  public var description: String {
    switch self {
    case .missingInput(let name, let expected):
      "evaluate: input \"\(name)\" was not given; the program expects \(expected.text)"
    case .unknownInput(let name, let expected):
      "evaluate: there is no input \"\(name)\"; the program expects \(expected.text)"
    case .duplicateInput(let name): "evaluate: input \"\(name)\" was given twice"
    case .elementType(let expected, let given):
      "evaluate: input \(expected) was given elements of type \(given)"
    case .shape(let expected, let given, let axis):
      if let axis {
        "evaluate: input \(expected) was given shape \(given), which differs on axis \(axis)"
      } else {
        "evaluate: input \(expected) has \(expected.shape.rank) axes; the given shape \(given) has \(given.rank)"
      }
    case .conflictingDimension(let name, let first, let second):
      """
      evaluate: dimension "\(name)" must have one extent; input "\(first.input)" has \(first.extent) on axis \(first.axis), \
      input "\(second.input)" has \(second.extent) on axis \(second.axis)
      """
    case .derivedDimension(let expected, let given, let axis, let extent):
      """
      evaluate: input \(expected) was given shape \(given); axis \(axis) must be \(expected.shape.dimensions[axis])\
      \(extent.map { " = \($0)" } ?? ", which has no number")
      """
    case .unboundDimension(let name): "plan: dimension \"\(name)\" needs an extent that is not negative"
    case .unknownOutput(let name, let expected):
      "results: there is no output \"\(name)\"; the program gives \(expected.text)"
    case .outputElementType(let expected, let requested):
      "results: output \(expected) was read as elements of type \(requested)"
    }
  }
}

extension [InputDescription] {
  fileprivate var text: String { isEmpty ? "no inputs" : map(\.description).joined(separator: ", ") }
}
