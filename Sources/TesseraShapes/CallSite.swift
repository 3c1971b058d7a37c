/// Where an expression was made: a line, or the address of the code after the call, whose line is looked up when an error asks for it.
///
/// Methods are given their line by the compiler; operators take no further arguments and note the address that they return to, which costs
/// an instruction.
package enum CallSite: Hashable, Sendable {
  case line(SourceLocation)
  case returnAddress(UInt)

  /// A line.
  package init(file: String, line: Int) { self = .line(SourceLocation(file: file, line: line)) }

  /// The line; nil for an address without debug information, and for one inside of the package itself.
  ///
  /// - Complexity: O(1) for a line. An address takes some milliseconds the first time, and then a tenth of that.
  package var location: SourceLocation? {
    switch self {
    case .line(let location): location
    case .returnAddress(let address): SourceLocation.of(returnAddress: address)
    }
  }
}

extension ShapeError {
  package init(_ operation: String, _ reason: Reason, at site: CallSite, of operands: [Operand] = []) {
    self.init(operation, reason, at: site.location, of: operands)
  }

  /// The same error with the line of the call, unless it has one.
  package func located(at site: CallSite) -> ShapeError { located(at: site.location) }
}
