import Tessera

/// Data that is well-formed and does not fit this example.
enum DataError: Error, CustomStringConvertible {
  case noFolder(String)
  case noLabels(Shape, file: String)
  case shape(Shape, expected: Shape, file: String)
  case label(Int64, file: String)
  case networkOutput(Shape, file: String)

  var description: String {
    switch self {
    case .noFolder(let path): "--data must name a folder; there is none at \(path)"
    case .noLabels(let shape, let file): "\(file): one label for each image is needed, at least one; got shape \(shape)"
    case .shape(let shape, let expected, let file): "\(file): shape \(expected) is needed; got \(shape)"
    case .label(let label, let file): "\(file): labels must be digits from 0 to 9; got \(label)"
    case .networkOutput(let shape, let file): "\(file): the network must give shape [batch, 10]; it gives \(shape)"
    }
  }
}
