import ArgumentParser
import COpenBLAS

/// Speed beside that of bare calls of `cblas_sgemm`.
struct SpeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speed", abstract: "Rows a second of a network, and a matrix product beside cblas_sgemm.")

  @Option(help: "Rounds of each measurement; the best one counts.")
  var rounds = 15

  @Option(help: "Batch sizes of the network.")
  var batch: [Int] = [1, 8, 32, 128, 512]

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds must be at least 1; got \(rounds)") }
    for size in batch where size < 1 { throw ValidationError("--batch must be at least 1; got \(size)") }
  }

  func run() throws {
    openblas_set_num_threads(1)
    print("OpenBLAS core: \(String(cString: openblas_get_corename()))\n")
    try measureNetwork()
    print("")
    try measureProduct()
  }

  private func measureNetwork() throws {
    let network = try Network(layers: [784, 512, 256, 10])
    var table = Table(["batch", "us a batch", "rows a second", "us of its sgemm calls alone", "ratio"])
    for rows in batch {
      let baseline = try BareProducts(rows: rows, layers: network.layers)
      let runner = try NetworkRunner(network, rows: rows)
      let seconds = try Measurement.best(rounds: rounds, [{ try runner.run() }, { baseline.run() }])
      table.append([
        "\(rows)", microseconds(seconds[0]), "\(Int(Double(rows) / seconds[0]))", microseconds(seconds[1]),
        ratio(seconds[0], seconds[1]),
      ])
    }
    print("network \(network.layers.map(String.init).joined(separator: "-")), bias, relu, softmax")
    print(table)
  }

  private func measureProduct() throws {
    let (rows, columns, inner) = (512, 512, 784)
    let product = try ProductRunner(rows: rows, columns: columns, inner: inner)
    let bare = try BareProducts(rows: rows, layers: [inner, columns])
    let seconds = try Measurement.best(rounds: rounds, [{ try product.run() }, { bare.run() }])
    let operations = 2 * Double(rows * columns * inner)
    var table = Table(["", "us", "GFLOP/s", "ratio"])
    for (name, time) in zip(["one evaluation", "cblas_sgemm"], seconds) {
      table.append([name, microseconds(time), decimal(operations / time * 1e-9, 1), ratio(time, seconds[1])])
    }
    print("matrix product \(rows) x \(columns) x \(inner)")
    print(table)
  }

  private func microseconds(_ seconds: Double) -> String { decimal(seconds * 1e6, 1) }
  private func ratio(_ seconds: Double, _ other: Double) -> String { decimal(seconds / other, 2) }
}
