import Glibc
import TesseraGraph
import TesseraPlanner
import TesseraRuntime
import TesseraTestSupport
import Testing

/// The bytes of the rows of a program's outputs, in batches that are made of any choice of rows.
struct RowBits {
  /// How many rows there are to choose from.
  static let rowCount = RowGraph.tableRows

  let program: Program
  /// The inputs of a batch that is made of these rows.
  let batch: (_ rows: [Int]) throws -> [String: any TensorValue]
  private let expected: [[UInt8]]

  /// Takes the bytes of all rows in one batch, by one worker, as what must come everywhere.
  init(_ program: Program, _ batch: @escaping (_ rows: [Int]) throws -> [String: any TensorValue]) throws {
    self.program = program
    self.batch = batch
    let evaluator = Evaluator(workers: 1)
    expected = try evaluator.evaluate(program, batch(Array(0..<Self.rowCount))).bytes(of: program)
  }

  /// Whether the rows from one on, with a wrap around, have the bytes that they must have in a batch of their own.
  func agree(from first: Int, count: Int, by evaluator: inout Evaluator) throws -> Bool {
    evaluator.reset()
    let results = try evaluator.evaluate(program, batch((0..<count).map { (first + $0) % Self.rowCount }))
    let unwrapped = min(count, Self.rowCount - first)
    for (found, whole) in zip(try results.bytes(of: program), expected) {
      let rowByteCount = whole.count / Self.rowCount
      let head = unwrapped * rowByteCount, tail = (count - unwrapped) * rowByteCount
      guard found.count == head + tail else { return false }
      // `memcmp`, since a comparison of slices takes long in a debug build.
      let differs = found.withUnsafeBytes { found in
        whole.withUnsafeBytes { whole in
          guard let found = found.baseAddress, let whole = whole.baseAddress else { return false }
          return memcmp(found, whole + first * rowByteCount, head) != 0 || memcmp(found + head, whole, tail) != 0
        }
      }
      if differs { return false }
    }
    return true
  }

  /// What says which batch it was.
  static func description(_ first: Int, _ count: Int, _ workers: Int, _ grain: PlanTarget.Grain) -> Comment {
    "a batch of \(count) rows from row \(first) on, \(workers) workers\(grain == .finest ? ", smallest blocks" : "")"
  }
}
