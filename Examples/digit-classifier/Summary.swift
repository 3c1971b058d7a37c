import Tessera

/// What the example prints: a program before it runs, and what came of it.
enum Summary {
  /// Operations, shapes, parameters, and the bytes of a batch, all known before anything runs.
  static func printProgram(_ network: Network, rowCount: Int) throws {
    let plan = try network.program.plan(for: ["batch": rowCount])
    print("The program\n")
    for operation in network.program.textDump.split(separator: "\n") { print("  \(operation)") }
    print("")
    line("operations", network.program.operationCount)
    line("parameters", network.program.constantElementCount)
    line("bytes of parameters", Text.bytes(network.program.constantByteCount))
    print("\nA batch, as it is planned\n")
    line("rows", rowCount)
    line("steps", plan.stepCount)
    line("workspace", Text.bytes(plan.workspaceByteCount))
    line("results", Text.bytes(plan.outputByteCount))
    line("planned peak", Text.bytes(plan.peakByteCount))
  }

  static func printResults(_ measurement: BatchRunner.Measurement, _ testSet: TestSet, largestDifference: Double) {
    let accuracy = Double(measurement.correctCount) / Double(measurement.rowCount)
    let seconds = measurement.duration / .seconds(1)
    print("\nThe test set\n")
    line("images", testSet.count)
    line("rows evaluated", measurement.rowCount)
    line("accuracy", Text.fixed(accuracy, digits: 4))
    line("largest difference", Text.scientific(largestDifference))
    line("rows a second", Text.fixed(Double(measurement.rowCount) / max(seconds, 1e-9), digits: 0))
  }

  /// What the evaluator's pool holds, and what the measured loop took from the system.
  static func printMemory(_ statistics: MemoryStatistics, since warm: MemoryStatistics) {
    let loop = statistics.delta(from: warm)
    print("\nThe evaluator's memory\n")
    line("reserved", Text.bytes(statistics.reserved))
    line("peak in use", Text.bytes(statistics.peak))
    line("pool hits", statistics.hits)
    line("pool misses", statistics.misses)
    line("misses after warm-up", loop.misses)
    line("growth after warm-up", Text.bytes(loop.reserved))
  }

  /// A label and its value, in columns. The label stands at the beginning of the line, so that scripts find it.
  private static func line(_ label: String, _ value: some CustomStringConvertible) {
    print(Text.padded(label, to: 24) + value.description)
  }
}
