/// What the driver asks: `{"command": "measure", "side": "Tessera", "seconds": 0.05}`.
enum Request: Decodable {
  case describe
  case prepare(WorkloadDescription)
  case measure(side: String, seconds: Double)
  case output(side: String, path: String)
  case limits(seconds: Double, sizes: [Int])

  private enum Key: String, CodingKey { case command, workload, side, seconds, path, sizes }
  private enum Command: String, Decodable { case describe, prepare, measure, output, limits }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    switch try values.decode(Command.self, forKey: .command) {
    case .describe: self = .describe
    case .prepare: self = .prepare(try values.decode(WorkloadDescription.self, forKey: .workload))
    case .measure:
      self = .measure(
        side: try values.decode(String.self, forKey: .side), seconds: try values.decode(Double.self, forKey: .seconds))
    case .output:
      self = .output(
        side: try values.decode(String.self, forKey: .side), path: try values.decode(String.self, forKey: .path))
    case .limits:
      self = .limits(
        seconds: try values.decode(Double.self, forKey: .seconds), sizes: try values.decode([Int].self, forKey: .sizes))
    }
  }
}

/// A workload as the driver describes it: its kind, its parameters, and npy files of its arrays.
struct WorkloadDescription: Decodable {
  struct Parameters: Decodable {
    var layers: [Int]?
    var constant: Bool?
    var size: Int?
    var function: String?
    var axis: Int?
    var permutation: [Int]?
    var operations: Int?
    var graph: String?
  }

  let kind: String
  let parameters: Parameters
  let inputs: [String: String]
  let constants: [String: String]
  /// The file of the language model.
  let weights: String?
}

/// What the driver is told.
enum Reply: Encodable {
  case description(Description)
  case sides([String])
  case time(Sampling.Time)
  case limits(Limits)
  case done
  case failure(String)

  private enum Key: String, CodingKey { case sides, error }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    switch self {
    case .description(let description): try description.encode(to: encoder)
    case .sides(let names): try values.encode(names, forKey: .sides)
    case .time(let time): try time.encode(to: encoder)
    case .limits(let limits): try limits.encode(to: encoder)
    case .done: break
    case .failure(let sentence): try values.encode(sentence, forKey: .error)
    }
  }
}

/// A workload that this side does not know, or that lacks something.
enum WorkloadError: Error, CustomStringConvertible {
  case unknown(kind: String)
  case missing(String, kind: String)
  case noSide(String)
  case noOutput(side: String)

  var description: String {
    switch self {
    case .unknown(let kind): "there is no workload of kind \(kind)"
    case .missing(let name, let kind): "a workload of kind \(kind) needs \(name)"
    case .noSide(let name): "the workload that was prepared has no side \(name)"
    case .noOutput(let side): "\(side) has no output to compare"
    }
  }
}
