import Foundation
import Tessera
import TesseraRandom
import TesseraTestSupport
import Testing

@testable import tessera

/// The command-line tool: what it finds on a machine, and whether it notices a broken promise.
@Suite struct ToolTests {
  private func run(_ arguments: String...) async throws -> Subprocess {
    try await Subprocess.run(Repository.executable("tessera"), arguments)
  }

  @Test func doctorShowsTheMachine() async throws {
    let result = try await run("doctor")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let titles = [
      "build", "processor", "caches", "kernels", "quota", "workers", "OpenBLAS", "products", "row bits",
    ]
    let lines = result.output.split(separator: "\n")
    for title in titles {
      #expect(lines.contains { $0.hasPrefix(title.padded(to: 14)) && $0.count > 14 }, "\(title) in\n\(result.output)")
    }
    #expect(lines.contains { $0.hasPrefix("row bits") && $0.hasSuffix("hold") })
    #if DEBUG
      #expect(result.output.contains("warning: this is a debug build"))
    #else
      #expect(!result.output.contains("debug build"))
    #endif
  }

  @Test func doctorWritesJSON() async throws {
    let result = try await run("doctor", "--json")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let diagnosis = try #require(object as? [String: Any])
    let rowBits = try #require(diagnosis["rowBits"] as? [String: Any])
    #expect(rowBits["hold"] as? Bool == true)
    #expect(rowBits["promised"] as? Bool == true)
    #expect((diagnosis["failures"] as? [String])?.isEmpty == true)
    let library = try #require(diagnosis["openBLAS"] as? [String: Any])
    #expect(library["threads"] as? Int == 1)
    #expect((library["version"] as? String)?.isEmpty == false)
    #expect((diagnosis["workers"] as? [String: Any])?["reason"] as? String != nil)
  }

  @Test func verifyHasALineForEachNetwork() async throws {
    let result = try await run("verify", "--graphs", "4", "--seed", "300")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines.first == "seed 300: repeat with --seed 300")
    #expect(lines.dropFirst().first?.hasPrefix("same bits  perceptron") == true)
    for seed in 300..<304 { #expect(lines.contains { $0.hasPrefix("same bits  graph \(seed) ") }) }
    #expect(lines.last?.hasPrefix("5 networks: every row has the same bits") == true)
  }

  @Test func verifyRefusesANegativeNumber() async throws {
    let result = try await run("verify", "--graphs=-1")
    #expect(result.status != 0)
    #expect(result.errors.contains("--graphs must not be negative; it is -1"))
  }

  /// A program that takes the mean of the batch away gives a row other bits in another batch: if the comparison did not notice that, it would
  /// prove nothing.
  @Test func aBrokenPromiseIsNoticed() throws {
    let x = Expression<Float>.input("x", shape: ["batch", 300])
    var generator = SeededGenerator(seed: 3)
    let rows = (0..<64 * 300).map { _ in Float.random(in: -1...1, using: &generator) }
    let bits = RowBits(program: try Program(x - x.mean(axes: [0]))) { chosen in
      let elements = chosen.flatMap { rows[$0 * 300..<($0 + 1) * 300] }
      return ["x": try Tensor<Float>(shape: [.fixed(chosen.count), 300], elements: elements)]
    }
    let difference = try #require(try bits.firstDifference(), "the comparison found the same bits for every batch")
    #expect(difference.description.hasPrefix("output: row \(difference.row) has other bits in a batch of "))
  }
}
