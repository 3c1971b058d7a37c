import Tessera
import TesseraFormats

/// One way to do what a workload asks: Tessera, or what it is compared with inside of this process.
protocol Side: AnyObject {
  var name: String { get }
  /// Called around a slice.
  func begin() throws
  func end()
  func run(times: Int) throws
  func writeOutput(to path: String) throws
}

extension Side {
  func begin() throws {}
  func end() {}
  func writeOutput(to path: String) throws { throw WorkloadError.noOutput(side: name) }
}

/// A program and the inputs of a batch, evaluated again and again, as a batch loop does.
final class Evaluation: Side {
  let name: String
  private var evaluator: Evaluator?
  /// A loop of evaluations, compiled for the types of the inputs, which gives the number of elements that it read.
  private let loop: (inout Evaluator, Int) throws -> Int
  private let write: (inout Evaluator, String) throws -> Void
  private var count = 0

  init<Input, Output>(
    of output: Expression<Output>, named name: String = "Tessera", threads: Int, _ input: Binding<Input>
  ) throws {
    self.name = name
    let program = try Program(output)
    evaluator = makeEvaluator(threads: threads)
    loop = { evaluator, times in
      var count = 0
      for _ in 0..<times {
        evaluator.reset()
        let results = try evaluator.evaluate(program, input)
        count &+= results[output].span.count
      }
      return count
    }
    write = { evaluator, path in
      evaluator.reset()
      let results = try evaluator.evaluate(program, input)
      try Npy.write(results[output].copy(), to: path)
    }
  }

  init<First, Second, Output>(
    of output: Expression<Output>, threads: Int, _ first: Binding<First>, _ second: Binding<Second>
  ) throws {
    name = "Tessera"
    let program = try Program(output)
    evaluator = makeEvaluator(threads: threads)
    loop = { evaluator, times in
      var count = 0
      for _ in 0..<times {
        evaluator.reset()
        let results = try evaluator.evaluate(program, first, second)
        count &+= results[output].span.count
      }
      return count
    }
    write = { evaluator, path in
      evaluator.reset()
      let results = try evaluator.evaluate(program, first, second)
      try Npy.write(results[output].copy(), to: path)
    }
  }

  func run(times: Int) throws { try withEvaluator { count &+= try loop(&$0, times) } }

  func writeOutput(to path: String) throws { try withEvaluator { try write(&$0, path) } }

  /// Results borrow the evaluator, which a property of a class cannot lend: it is taken out meanwhile.
  private func withEvaluator(_ body: (inout Evaluator) throws -> Void) throws {
    guard var evaluator = evaluator.take() else { throw WorkloadError.noOutput(side: name) }
    let outcome = Result { try body(&evaluator) }
    self.evaluator = consume evaluator
    try outcome.get()
  }
}
