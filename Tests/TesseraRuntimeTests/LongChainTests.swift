import Foundation
import Synchronization
import Tessera
import TesseraTestSupport
import Testing

/// A chain of a million additions is built, printed, planned, evaluated and released without recursion, in linear time.
@Suite struct LongChainTests {
  @Test func aMillionAdditionsNeedNoStackAndLinearTime() async {
    await #expect(processExitsWith: .success) {
      // A quarter and the whole, each on a thread whose stack would hold no recursion.
      let length = Sanitizer.isActive ? 100_000 : 1_000_000
      let quarter = try Chain.measure(length: length / 4)
      let whole = try Chain.measure(length: length)
      print("CPU seconds: \(quarter) for \(length / 4) additions, \(whole) for \(length)")
      // Four times the work; sixteen times would be quadratic.
      #expect(whole < 9 * quarter, "\(quarter) s for \(length / 4) additions, \(whole) s for \(length)")
    }
  }

  @Test func aWideSumOfManyBranchesIsPlannedInLinearTime() throws {
    // Every branch is alive until the sum reaches it.
    let x = Expression<Float>.input("x", shape: [2, 2])
    var branches = try (0..<2000).map { try x.matmul(Expression.scalar(Float($0)).broadcast(to: [2, 2])) }
    while branches.count > 1 {
      branches = try stride(from: 0, to: branches.count, by: 2).map {
        $0 + 1 < branches.count ? try branches[$0] + branches[$0 + 1] : branches[$0]
      }
    }
    let result = try values(of: branches[0], ["x": Tensor<Float>.full(shape: [2, 2], 0.5)])
    #expect(result == Array(repeating: 1_999_000, count: 4))
  }
}

private enum Chain {
  /// What a thread leaves behind.
  final class Outcome: Sendable {
    let result = Mutex<Result<Double, any Error>?>(nil)
  }

  /// CPU seconds of all that is done to a chain, on a thread with a stack of 256 KiB.
  static func measure(length: Int) throws -> Double {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      let result = Result { try run(length: length) }
      outcome.result.withLock { $0 = result }
      done.signal()
    }
    thread.stackSize = 256 << 10
    thread.start()
    done.wait()
    return try #require(outcome.result.withLock { $0 }).get()
  }

  private static func run(length: Int) throws -> Double {
    let start = seconds()
    do {
      let x = Expression<Float>.input("x", shape: [2])
      var y = try x + x
      for _ in 1..<length { y = try y + x }
      let text = y.textDump
      guard text.utf8.count > 20 * length else { throw Failure.text }
      let program = try Program(y)
      guard try program.plan().stepCount <= length else { throw Failure.plan }
      let evaluator = Evaluator()
      let results = try evaluator.evaluate(program, x.bound(to: Tensor(shape: [2], elements: [1, 2])))
      let (first, second) = (results[y].span[0], results[y].span[1])
      guard first == Float(length + 1), second == 2 * Float(length + 1) else { throw Failure.value(first, second) }
    }
    return seconds() - start
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  enum Failure: Error { case text, plan, value(Float, Float) }
}
