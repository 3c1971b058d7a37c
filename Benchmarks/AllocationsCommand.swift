import ArgumentParser
import Glibc
import SentenceNetwork
import Tessera

/// Counts the heap allocations of warm batches and the locks that they take, with the counter that `Allocations/count.sh` preloads.
struct AllocationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocations",
    abstract: "Heap allocations and locks of 1,000 batches after warm-up; started by Allocations/count.sh.")

  @Option(help: "Batches to count.")
  var batches = 1000

  @Option(help: "Rows a batch.")
  var rows = 32

  @Option(help: "Widths of the network's layers.")
  var layers: [Int] = [64, 128, 64, 10]

  @Option(help: ArgumentHelp("Use the language model in this file instead.", valueName: "model.safetensors"))
  var model: String?

  @Option(help: "Tokens a row of the language model.")
  var tokens = 16

  @Option(help: "Threads of an evaluation.")
  var threads = 1

  func validate() throws {
    guard layers.count > 1, layers.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("--layers needs two widths or more; got \(layers)")
    }
    for (name, value) in [("batches", batches), ("rows", rows), ("tokens", tokens), ("threads", threads)]
    where value < 1 {
      throw ValidationError("--\(name) must be at least 1; got \(value)")
    }
  }

  func run() throws {
    typealias Start = @convention(c) () -> Void
    typealias Stop = @convention(c) () -> Int
    guard let start = dlsym(nil, "tessera_start_counting_allocations"),
      let stop = dlsym(nil, "tessera_stop_counting_allocations"), let locks = dlsym(nil, "tessera_counted_locks")
    else {
      throw ValidationError(
        "allocations are counted by a preloaded library; start this with Benchmarks/Allocations/count.sh")
    }
    let startCounting = unsafeBitCast(start, to: Start.self)
    let stopCounting = unsafeBitCast(stop, to: Stop.self)
    let countedLocks = unsafeBitCast(locks, to: Stop.self)

    let evaluation = try evaluation()
    try evaluation.run(times: 10)

    // A counter that finds nothing where there is something would prove nothing.
    var blocks: [UnsafeMutableRawPointer?] = []
    blocks.reserveCapacity(10)
    startCounting()
    for size in 1...10 { blocks.append(malloc(size)) }
    var mutex = pthread_mutex_t()
    pthread_mutex_init(&mutex, nil)
    pthread_mutex_lock(&mutex)
    pthread_mutex_unlock(&mutex)
    let known = stopCounting()
    // Their addresses are looked at, so that the compiler cannot leave them out.
    guard known == 10, countedLocks() == 1, Set(blocks).count == 10 else {
      throw ValidationError(
        "the preloaded library counted \(known) of 10 known allocations and \(countedLocks()) of 1 known lock")
    }
    for block in blocks { free(block) }

    startCounting()
    try evaluation.run(times: batches)
    let count = stopCounting()
    print(
      "\(batches) batches of \(rows) rows after 10 for warm-up: \(count) heap allocations, \(countedLocks()) locks")
    // A worker that sleeps is woken under a lock; work that one thread does needs none.
    if count > 0 || threads == 1 && countedLocks() > 0 { throw ExitCode.failure }
  }

  private func evaluation() throws -> any Side {
    if let model {
      let network = try Network(weights: model)
      let shape: Shape = [.fixed(rows), .fixed(tokens)]
      return try Evaluation(
        of: network.embeddings, threads: threads, network.tokens.bound(to: .full(shape: shape, 2000)),
        network.mask.bound(to: .full(shape: shape, true)))
    }
    let x = Expression<Float>.input("rows", shape: ["batch", .fixed(layers[0])])
    var values = x
    for layer in 1..<layers.count {
      let weight = try repeatedValues([layers[layer - 1], layers[layer]])
      let sums = try values.matmul(weight) + repeatedValues([layers[layer]])
      values = layer + 1 < layers.count ? sums.relu() : try sums.softmax(axis: -1)
    }
    return try Evaluation(of: values, threads: threads, x.bound(to: repeatedValues([rows, layers[0]])))
  }

  /// Numbers between -0.5 and 0.5 that every run repeats.
  private func repeatedValues(_ extents: [Int]) throws -> Tensor<Float> {
    let count = extents.reduce(1, *)
    return try Tensor(
      shape: Shape(extents: extents), elements: (0..<count).map { Float($0 * 7919 % 1009) / 1009 - 0.5 })
  }
}
