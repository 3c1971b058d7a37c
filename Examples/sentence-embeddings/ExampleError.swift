/// Files and text that do not fit this example.
enum ExampleError: Error, CustomStringConvertible {
  case noModel(folder: String)
  case unreadable(file: String, reason: String)
  case notText(file: String, line: Int)
  case noLines(source: String)
  case noSpecialToken(String, file: String)
  case vocabulary(Int, expected: Int, file: String)

  var description: String {
    switch self {
    case .noModel(let folder):
      "there is no model in \(folder); `make weights` fetches it, and --model names another folder"
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .notText(let file, let line): "\(file): UTF-8 text is needed; line \(line) is something else"
    case .noLines(let source): "at least one line of text is needed; \(source) has none"
    case .noSpecialToken(let name, let file): "\(file): a vocabulary needs the line \(name); there is none"
    case .vocabulary(let count, let expected, let file):
      "\(file): the network knows \(expected) tokens, so the vocabulary needs as many lines; it has \(count)"
    }
  }
}
