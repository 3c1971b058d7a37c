import Tessera

/// Runs the test set through the network. It owns the evaluator, and so the memory.
struct BatchRunner: ~Copyable {
  private let network: Network
  private let testSet: TestSet
  private let batches: [TestSet.Batch]
  private var evaluator = Evaluator()

  struct Measurement {
    var rowCount = 0
    var correctCount = 0
    var duration = Duration.zero
  }

  init(network: Network, testSet: TestSet, batches: [TestSet.Batch]) {
    self.network = network
    self.testSet = testSet
    self.batches = batches
  }

  var statistics: MemoryStatistics { evaluator.statistics }

  /// Runs each batch once; the largest difference of a probability from the expected one, infinite for a NaN.
  mutating func compare() throws -> Double {
    var largest = 0.0
    for batch in batches {
      evaluator.reset()
      let results = try evaluator.evaluate(network.program, network.pixels.bound(to: batch.images))
      let probabilities = results[network.probabilities]
      let (computed, expected) = (probabilities.span, testSet.expected.span)
      let first = batch.rows.lowerBound * 10
      for index in computed.indices {
        let difference = abs(Double(computed[index]) - expected[first + index])
        largest = max(largest, difference.isNaN ? .infinity : difference)
      }
    }
    return largest
  }

  /// Runs the test set several times and measures. The batches exist already; the loop itself allocates nothing.
  mutating func measure(repetitions: Int) throws -> Measurement {
    var measurement = Measurement()
    var progress = ProgressBar(title: "running")
    defer { progress.clear() }
    let clock = ContinuousClock()
    for repetition in 0..<repetitions {
      let start = clock.now
      for batch in batches {
        evaluator.reset()
        let results = try evaluator.evaluate(network.program, network.pixels.bound(to: batch.images))
        let digits = results[network.digits]
        measurement.correctCount += correctCount(digits.span, batch.rows)
        measurement.rowCount += batch.rows.count
      }
      measurement.duration += start.duration(to: clock.now)
      progress.show(Double(repetition + 1) / Double(repetitions))
    }
    return measurement
  }

  private func correctCount(_ digits: Span<Int64>, _ rows: Range<Int>) -> Int {
    let labels = testSet.labels.span
    var count = 0
    for index in digits.indices where digits[index] == labels[rows.lowerBound + index] { count += 1 }
    return count
  }

  /// Some images as text, with what the network says about them.
  mutating func drawing(ofRows rows: Range<Int>) throws -> String {
    evaluator.reset()
    let images = try testSet.images.rows(rows)
    let results = try evaluator.evaluate(network.program, network.pixels.bound(to: images))
    let (probabilities, digits) = (try results[network.probabilities].copy(), try results[network.digits].copy())
    return DigitImage.sideBySide(
      rows.indices.map { row in
        let digit = Int(digits[row - rows.lowerBound])
        let probability = Double(probabilities[row - rows.lowerBound, digit])
        let pixels = (0..<DigitImage.pixelCount).map { images[row - rows.lowerBound, $0] }
        return DigitImage(
          pixels: pixels,
          captions: [
            "predicted \(digit)", "probability \(Text.fixed(probability, digits: 4))", "label \(testSet.labels[row])",
          ])
      })
  }
}
