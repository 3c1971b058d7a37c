import ArgumentParser
import Tessera

/// Recognises handwritten digits, batch after batch: loads a trained network and test images, runs them through one program, and compares
/// the probabilities with those of the library that trained the network.
@main
struct DigitClassifier: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digit-classifier",
    abstract: "Recognises handwritten digits with a small neural network, in batches.")

  @Option(help: "Images in a batch; the last batch of the test set may be smaller.")
  var batch = 32

  @Option(help: "How many times the test set is run for the measurement of speed.")
  var `repeat` = 200

  @Option(
    help: ArgumentHelp(
      "The folder with network and test set; without it, the one beside the sources.", valueName: "dir"))
  var data: String?

  func validate() throws {
    guard batch >= 1 else { throw ValidationError("--batch must be at least 1; got \(batch)") }
    guard `repeat` >= 1 else { throw ValidationError("--repeat must be at least 1; got \(`repeat`)") }
  }

  func run() throws {
    let folder = data ?? TestSet.defaultFolder
    try TestSet.requireFolder(folder)
    let network = try Network(contentsOf: folder + "/model.safetensors")
    let testSet = try TestSet(folder: folder)
    let batches = try testSet.batches(of: batch)
    try Summary.printProgram(network, rowCount: min(batch, testSet.count))

    // The first run takes memory from the system and looks at every probability.
    var runner = BatchRunner(network: network, testSet: testSet, batches: batches)
    let largestDifference = try runner.compare()
    let warm = runner.statistics

    // From here on the loop works in the memory that it has.
    let measurement = try runner.measure(repetitions: `repeat`)
    Summary.printResults(measurement, testSet, largestDifference: largestDifference)
    Summary.printMemory(runner.statistics, since: warm)

    print("\nThree of the digits\n")
    print(try runner.drawing(ofRows: 0..<min(3, testSet.count)))
  }
}
