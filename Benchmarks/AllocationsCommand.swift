import ArgumentParser
import Glibc

/// Counts the heap allocations of warm batches, with the counter that `Allocations/count.sh` preloads.
struct AllocationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocations",
    abstract: "Heap allocations of 1,000 batches after warm-up; started by Allocations/count.sh.")

  @Option(help: "Batches to count.")
  var batches = 1000

  @Option(help: "Rows a batch.")
  var rows = 32

  func run() throws {
    typealias Start = @convention(c) () -> Void
    typealias Stop = @convention(c) () -> Int
    guard let start = dlsym(nil, "tessera_start_counting_allocations"),
      let stop = dlsym(nil, "tessera_stop_counting_allocations")
    else {
      throw ValidationError(
        "allocations are counted by a preloaded library; start this with Benchmarks/Allocations/count.sh")
    }
    let startCounting = unsafeBitCast(start, to: Start.self)
    let stopCounting = unsafeBitCast(stop, to: Stop.self)

    let runner = try NetworkRunner(Network(layers: [64, 128, 64, 10]), rows: rows)
    for _ in 0..<10 { try runner.run() }

    // A counter that finds nothing where there is something would prove nothing.
    var blocks: [UnsafeMutableRawPointer?] = []
    blocks.reserveCapacity(10)
    startCounting()
    for size in 1...10 { blocks.append(malloc(size)) }
    let known = stopCounting()
    // Their addresses are looked at, so that the compiler cannot leave them out.
    guard known == 10, Set(blocks).count == 10 else {
      throw ValidationError("the preloaded library counted \(known) of 10 known allocations")
    }
    for block in blocks { free(block) }

    startCounting()
    for _ in 0..<batches { try runner.run() }
    let count = stopCounting()
    print("\(batches) batches of \(rows) rows after 10 for warm-up: \(count) heap allocations")
    if count > 0 { throw ExitCode.failure }
  }
}
