import TesseraGraph
import TesseraShapes

extension CaseOperation {
  /// Elements at positions.
  enum Indexing: String, CaseIterable {
    case gather, takeAlongAxis, gatherND, scatter, scatterAdding, oneHot, lowerTriangle, upperTriangle
  }

  func node<Element: CaseElement>(of indexing: Indexing, _ type: Element.Type) throws -> Node {
    switch indexing {
    case .gather: return try operand(0, type).gather(operand(1, Int64.self), axis: axis).node
    case .takeAlongAxis: return try operand(0, type).takeAlongAxis(operand(1, Int64.self), axis: axis).node
    case .gatherND: return try operand(0, type).gatherND(operand(1, Int64.self)).node
    case .scatter: return try operand(0, type).scatter(operand(2, type), at: operand(1, Int64.self), axis: axis).node
    case .scatterAdding:
      guard let numeric = type as? any NumericTensorElement.Type else {
        throw CaseError.unknownOperation(name, element: "\(elementType)")
      }
      return try scatterAdding(numeric)
    case .oneHot:
      guard let numeric = caseElementType.caseElement as? any NumericTensorElement.Type else {
        throw CaseError.unknownOperation(name, element: "\(caseElementType)")
      }
      return try oneHot(numeric)
    case .lowerTriangle: return try only(type).lowerTriangle(diagonal: required(\.diagonal, "diagonal")).node
    case .upperTriangle: return try only(type).upperTriangle(diagonal: required(\.diagonal, "diagonal")).node
    }
  }

  private func scatterAdding<Element: NumericTensorElement>(_ type: Element.Type) throws -> Node {
    try operand(0, type).scatterAdding(operand(2, type), at: operand(1, Int64.self), axis: axis).node
  }

  private func oneHot<Element: NumericTensorElement>(_ type: Element.Type) throws -> Node {
    try only(Int64.self).oneHot(depth: .fixed(required(\.depth, "depth")), as: type).node
  }
}
