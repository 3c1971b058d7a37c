package import TesseraGraph
package import TesseraShapes

/// An element of a case, which a number of the table can stand for.
package protocol CaseElement: TensorElement {
  /// The element that a number of the table stands for; the table holds none that the type does not have.
  init(caseNumber: Double)
}

extension CaseElement where Self: BinaryFloatingPoint {
  package init(caseNumber: Double) { self.init(caseNumber) }
}

extension CaseElement where Self: FixedWidthInteger {
  package init(caseNumber: Double) { self.init(caseNumber) }
}

extension Float: CaseElement {}
extension Double: CaseElement {}
extension Float16: CaseElement {}
extension Int64: CaseElement {}
extension Int32: CaseElement {}
extension Int8: CaseElement {}
extension UInt8: CaseElement {}

extension Bool: CaseElement {
  package init(caseNumber: Double) { self = caseNumber != 0 }
}

extension ElementType {
  /// The Swift type of such elements.
  package var caseElement: any CaseElement.Type {
    switch self {
    case .float32: Float.self
    case .float64: Double.self
    case .float16: Float16.self
    case .int64: Int64.self
    case .int32: Int32.self
    case .int8: Int8.self
    case .uint8: UInt8.self
    case .bool: Bool.self
    }
  }
}
