import Glibc
import Tessera
import TesseraTestSupport
import Testing

/// What the process occupies, in a process of its own: memory comes back after a large batch, and does not creep up over many.
@Suite(.serialized, .disabled(if: Sanitizer.isActive, "its heap keeps what is freed"))
struct ResidentSizeTests {
  @Test(arguments: [1, 2]) func trimGivesTheMemoryOfALargeBatchBack(workers: Int) async {
    await #expect(processExitsWith: .success) { [workers] in try measureTrim(workers: workers) }
  }

  @Test func batchesOfMixedSizesDoNotAddUp() async {
    await #expect(processExitsWith: .success) { try measureBatches() }
  }
}

/// Runs a batch of 64 MiB of results and about as much between, then small ones, and trims.
private func measureTrim(workers: Int) throws {
  let x = Expression<Float>.input("x", shape: ["batch", 64])
  let y = try x.softmax(axis: 0).cumulativeSum(axis: 0)
  let program = try Program(y)
  var evaluator = Evaluator(workers: workers)
  func run(rows: Int) throws {
    let results = try evaluator.evaluate(program, x.bound(to: .ones(shape: [.fixed(rows), 64])))
    #expect(abs(results[y].span[64 * rows - 1] - 1) < 1e-3)
  }
  try run(rows: 100)
  evaluator.trim()
  let before = residentByteCount()

  evaluator.reset()
  try run(rows: 1 << 18)
  let large = residentByteCount()
  let plan = try program.plan(for: ["batch": 1 << 18], workers: workers)
  #expect(plan.outputByteCount == 64 << 20)
  #expect(large - before >= plan.outputByteCount + plan.workspaceByteCount, "\(large - before) bytes more")
  for _ in 0..<100 {
    evaluator.reset()
    try run(rows: 100)
  }
  evaluator.trim()
  let after = residentByteCount()
  #expect(evaluator.statistics.reserved == 0)
  #expect(after - before <= 2 << 20, "\(after - before) bytes stay of \(large - before)")
}

/// Runs batches of mixed sizes, more of them than a program keeps plans for; TESSERA_BATCHES says how many, or 20,000.
private func measureBatches() throws {
  let count = getenv("TESSERA_BATCHES").flatMap { Int(String(cString: $0)) } ?? 20_000
  let x = Expression<Float>.input("x", shape: ["batch", 16])
  let hidden = try (x.matmul(Tensor<Float>.full(shape: [16, 24], 0.1)) + Tensor<Float>.ones(shape: [24])).relu()
  let y = try hidden.matmul(Tensor<Float>.full(shape: [24, 4], 0.1)).softmax(axis: -1)
  let program = try Program(y)
  try withSeed { generator in
    var evaluator = Evaluator()
    func run(rows: Int) throws {
      evaluator.reset()
      let results = try evaluator.evaluate(program, x.bound(to: .ones(shape: [.fixed(rows), 16])))
      #expect(abs(results[y].span[4 * rows - 1] - 0.25) < 1e-6, "\(generator)")
    }
    // The first thousand meet every size that is to come: the largest batch decides what is reserved.
    try run(rows: 2000)
    for _ in 1..<1000 { try run(rows: rows(using: &generator)) }
    let before = residentByteCount()
    let peak = evaluator.statistics.peak
    var most = 0
    for batch in 1000..<max(count, 1001) {
      try run(rows: rows(using: &generator))
      if batch % 1000 == 999 { most = max(most, residentByteCount()) }
    }
    most = max(most, residentByteCount())
    #expect(most - before <= 1 << 20, "grew by \(most - before) bytes in \(count) batches (\(generator))")
    #expect(evaluator.statistics.peak == peak)
  }
}

/// Mostly one of 50 sizes; one batch in twenty has any size, and one in a hundred is large.
private func rows(using generator: inout SeededGenerator) -> Int {
  switch Int.random(in: 0..<100, using: &generator) {
  case 0: Int.random(in: 1000...2000, using: &generator)
  case 1...5: Int.random(in: 1...300, using: &generator)
  default: 2 * Int.random(in: 1...50, using: &generator)
  }
}

/// Bytes of physical memory that the process occupies (proc(5), second field of statm, in pages).
private func residentByteCount() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var text = [UInt8](repeating: 0, count: 256)
  let count = fread(&text, 1, text.count, file)
  let fields = String(decoding: text[..<count], as: UTF8.self).split(separator: " ")
  guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
  return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
}
