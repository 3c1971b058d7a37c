import TesseraMemory
import Testing

@Suite struct ModelTests {
  /// 100,000 operations on sizes from 1 byte to 300 MiB and alignments from 16 to 4096, with a limit and a system that
  /// refuses at times. After each one, every number that the pool and the arena tell is compared with the models.
  @Test func aPoolAndAnArenaBehaveAsTheirModels() throws {
    let seed = SeededGenerator.seed
    let source = WatchedSource()
    var step = 0
    var run = ModelRun(source: source, seed: seed)
    do {
      while step < 100_000 {
        try run.step(step)
        step += 1
      }
      try run.dropAll()
    } catch {
      Issue.record("\(error) (TESSERA_SEED=\(seed), step \(step): \(run.operation))")
    }
    let counts = run.counts
    for operation in ["allocate", "get", "free", "put", "drop", "clear", "trim"] {
      #expect(counts[operation, default: 0] >= 500, "\(operation)")
    }
    for operation in ["arena-allocate", "arena-reset", "arena-reserve", "arena-trim"] {
      #expect(counts[operation, default: 0] >= 400, "\(operation)")
    }
    _ = consume run
    #expect(source.heldCount == 0, "everything must be returned at the end")
    #expect(source.wrongReleases == 0)
  }
}
