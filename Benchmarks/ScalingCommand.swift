import ArgumentParser
import Glibc
import Synchronization
import Tessera

/// Measures whether tasks with an evaluator each do more together: batches a second of one task, and of as many as there are workers.
struct ScalingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling", abstract: "How the throughput of tasks that share a program grows with their number.",
    discussion:
      "Each task has an evaluator of one worker. One and several tasks run in turns, and the best of each counts.")

  @Option(help: "Tasks at most; as many as workers unless it is given.")
  var tasks = WorkerCount.current.count

  @Option(help: "Turns of one and of several tasks.")
  var turns = 15

  @Option(help: "Milliseconds a turn.")
  var milliseconds = 60

  @Option(help: "What the least ratio must be; the exit code is 1 below it.")
  var atLeast = 0.0

  func validate() throws {
    for (name, value) in [("tasks", tasks), ("turns", turns), ("milliseconds", milliseconds)] where value < 1 {
      throw ValidationError("--\(name) must be at least 1; got \(value)")
    }
  }

  func run() throws {
    print("batches a second, best of \(turns): one task, and \(tasks) that share the program")
    var least = Double.infinity
    for (name, widths, rows) in [
      ("4-4", [4, 4], 1), ("64-128-64-10", [64, 128, 64, 10], 32), ("784-512-256-10", [784, 512, 256, 10], 8),
    ] {
      let network = try SharedNetwork(widths: widths, rows: rows)
      _ = try network.rate(tasks: tasks, milliseconds: 5)
      var (alone, together) = (0.0, 0.0)
      for _ in 0..<turns {
        alone = max(alone, try network.rate(tasks: 1, milliseconds: milliseconds))
        together = max(together, try network.rate(tasks: tasks, milliseconds: milliseconds))
      }
      let ratio = together / alone
      least = min(least, ratio)
      print("  \(name) of \(rows) rows: \(Int(alone)) and \(Int(together)), \((ratio * 100).rounded() / 100) times")
    }
    if least < atLeast { throw ExitCode.failure }
  }
}

/// A program and a batch that all threads share.
private struct SharedNetwork: Sendable {
  private let input: Expression<Float>
  private let output: Expression<Float>
  private let program: Program
  private let batch: Tensor<Float>

  init(widths: [Int], rows: Int) throws {
    input = Expression<Float>.input("rows", shape: ["batch", .fixed(widths[0])])
    var values = input
    for (inner, outer) in zip(widths, widths.dropFirst()) {
      values = try (values.matmul(.full(shape: [.fixed(inner), .fixed(outer)], 0.01)) + 0.5).relu()
    }
    output = values
    program = try Program(values)
    batch = try .ones(shape: [.fixed(rows), .fixed(widths[0])])
  }

  /// Batches a second of so many threads together, each with an evaluator of its own.
  func rate(tasks: Int, milliseconds: Int) throws -> Double {
    let work = Work(self, milliseconds)
    var threads: [pthread_t] = []
    for _ in 0..<tasks {
      var thread = pthread_t()
      let place = Unmanaged.passRetained(work).toOpaque()
      pthread_create(&thread, nil, { Work.run($0) }, place)
      threads.append(thread)
    }
    for thread in threads { pthread_join(thread, nil) }
    return work.rate.withLock { $0 }
  }

  /// What the threads of a measurement have in common.
  private final class Work: Sendable {
    let network: SharedNetwork
    let duration: Duration
    /// The sum of what the threads did.
    let rate = Mutex(0.0)

    init(_ network: SharedNetwork, _ milliseconds: Int) {
      self.network = network
      duration = .milliseconds(milliseconds)
    }

    static func run(_ place: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let place else { return nil }
      let work = Unmanaged<Work>.fromOpaque(place).takeRetainedValue()
      work.evaluate()
      return nil
    }

    private func evaluate() {
      var evaluator = Evaluator(workers: 1)
      let clock = ContinuousClock()
      let start = clock.now
      var count = 0
      var elements = 0
      while start.duration(to: clock.now) < duration {
        for _ in 0..<20 {
          evaluator.reset()
          guard let results = try? evaluator.evaluate(network.program, network.input.bound(to: network.batch)) else {
            return
          }
          elements &+= results[network.output].span.count
        }
        count += 20
      }
      let seconds = start.duration(to: clock.now) / .seconds(1)
      rate.withLock { $0 += elements > 0 ? Double(count) / seconds : 0 }
    }
  }
}
