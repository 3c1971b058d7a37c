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
  /// An axis whose dimension follows from named ones and that has another extent; and which inputs gave the names their numbers.
  case derivedDimension(expected: InputDescription, given: Shape, axis: Int, extent: Int?, names: [String: InputExtent])
  /// A named dimension that a plan was asked for without its number, and the names that were given one.
  case missingExtent(name: String, input: InputDescription, given: [String])
  /// A number below 0 for a named dimension.
  case negativeExtent(name: String, extent: Int)
  /// An axis whose dimension follows from named ones and has no extent for their numbers.
  case unresolvedDimension(input: InputDescription, axis: Int)
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
      "evaluate: input \(name.quotedShort) was not given; the program expects \(expected.text)"
    case .unknownInput(let name, let expected):
      "evaluate: there is no input \(name.quotedShort); the program expects \(expected.text)"
    case .duplicateInput(let name): "evaluate: input \(name.quotedShort) was given twice"
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
      evaluate: dimension \(name.quotedShort) must have one extent; input \(first.input.quotedShort) has \(first.extent) \
      on axis \(first.axis), input \(second.input.quotedShort) has \(second.extent) on axis \(second.axis)
      """
    case .derivedDimension(let expected, let given, let axis, let extent, let names):
      """
      evaluate: input \(expected) was given shape \(given); axis \(axis) must be \
      \(expected.shape.dimensions[axis].shortText)\(extent.map { " = \($0)" } ?? ", which has no number")\
      \(names.isEmpty ? "" : ", where \(Self.text(names))")
      """
    case .missingExtent(let name, let input, let given):
      """
      plan: dimension \(name.quotedShort) of input \(input) needs an extent; \
      \(given.isEmpty ? "none was given" : "only \(given.shortList(\.quotedShort)) got one")
      """
    case .negativeExtent(let name, let extent):
      "plan: the extent of dimension \(name.quotedShort) must not be negative; got \(extent)"
    case .unresolvedDimension(let input, let axis):
      """
      plan: axis \(axis) of input \(input) must have an extent; \(input.shape.dimensions[axis].shortText) has none for \
      the given ones
      """
    case .unknownOutput(let name, let expected):
      "results: there is no output \(name.quotedShort); the program gives \(expected.text)"
    case .outputElementType(let expected, let requested):
      "results: output \(expected) was read as elements of type \(requested)"
    }
  }

  /// Which numbers the inputs gave to names: `batch is 3 in input "x"`.
  private static func text(_ names: [String: InputExtent]) -> String {
    names.sorted { $0.key < $1.key }.shortList { name, origin in
      "\(name.shortText) is \(origin.extent) in input \(origin.input.quotedShort)"
    }
  }
}

extension [InputDescription] {
  fileprivate var text: String { isEmpty ? "no inputs" : shortList(\.description) }
}
