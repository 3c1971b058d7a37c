import Tessera
import TesseraPlanner
import TesseraRuntime

/// Whether a row of a batch has the same bits in every batch: of other sizes, at another place, with other workers.
struct RowBits {
  /// A row whose bits differ, as a sentence.
  struct Difference: CustomStringConvertible {
    let output: String
    let row: Int
    let batch: Int
    let workers: Int

    var description: String {
      "\(output): row \(row) has other bits in a batch of \(batch) with \(workers) worker\(workers == 1 ? "" : "s")"
    }
  }

  /// Sizes of the batches that are compared; the last one is the whole.
  static let batches = [1, 7, 64]
  /// Numbers of workers that are compared.
  static let workers = [1, 2]

  let program: Program
  /// The inputs of a batch that is made of these rows.
  let batch: (_ rows: [Int]) throws -> [String: any TensorValue]

  /// Whether the plan promises that rows keep their bits.
  var isPromised: Bool {
    get throws { try program.plan(for: ["batch": Self.batches[Self.batches.count - 1]]).isRowInvariant }
  }

  /// Evaluates all rows in batches of each size, by each number of workers, and compares the bits of each row with those of the whole
  /// batch by one worker. The rows of a batch begin anywhere and wrap around, so that each is seen at several places.
  ///
  /// Large blocks are what users get; the finest ones make workers share small networks too.
  func firstDifference() throws -> Difference? {
    let whole = Self.batches[Self.batches.count - 1]
    let expected = try rows(Array(0..<whole), by: Evaluator(target: .current(workers: 1)))
    for workers in Self.workers {
      for grain in [PlanTarget.Grain.standard, .finest] {
        var evaluator = Evaluator(target: .current(workers: workers, grain: grain))
        for size in Self.batches {
          for first in stride(from: size == whole ? 13 : 0, to: whole, by: size) {
            evaluator.reset()
            let chosen = (first..<first + size).map { $0 % whole }
            let found = try rows(chosen, by: evaluator)
            for (output, name) in program.outputs.map(\.name).enumerated() {
              for (place, row) in chosen.enumerated() where found[output][place] != expected[output][row] {
                return Difference(output: name, row: row, batch: size, workers: workers)
              }
            }
          }
        }
      }
    }
    return nil
  }

  /// The bytes of each row of each output.
  private func rows(_ chosen: [Int], by evaluator: borrowing Evaluator) throws -> [[[UInt8]]] {
    let results = try evaluator.evaluate(program, batch(chosen))
    return try program.outputs.map { output in
      let bytes = try results.bytes(of: output.name, output.elementType)
      let count = bytes.count / chosen.count
      return chosen.indices.map { Array(bytes[$0 * count..<($0 + 1) * count]) }
    }
  }
}

extension Results {
  /// The bytes of an output whose element type is known when it is read.
  fileprivate borrowing func bytes(of name: String, _ elementType: ElementType) throws -> [UInt8] {
    switch elementType {
    case .float32: try bytes(of: name, as: Float.self)
    case .float64: try bytes(of: name, as: Double.self)
    case .float16: try bytes(of: name, as: Float16.self)
    case .int64: try bytes(of: name, as: Int64.self)
    case .int32: try bytes(of: name, as: Int32.self)
    case .int8: try bytes(of: name, as: Int8.self)
    case .uint8: try bytes(of: name, as: UInt8.self)
    case .bool: try bytes(of: name, as: Bool.self)
    }
  }

  private borrowing func bytes<Element: TensorElement>(of name: String, as type: Element.Type) throws -> [UInt8] {
    try self[name, as: Element.self].span.bytes.withUnsafeBytes { Array($0) }
  }
}
