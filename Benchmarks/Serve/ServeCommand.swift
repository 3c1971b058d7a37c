import ArgumentParser
import COpenBLAS
import Foundation
import TesseraGraph

/// Answers requests of the driver until its input ends, a line each.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer requests in lines of JSON; started by Peers/compare.py.")

  @Option(help: "Threads of an evaluation.")
  var threads = 1

  func validate() throws {
    guard threads > 0 else { throw ValidationError("--threads must be at least 1; got \(threads)") }
  }

  func run() throws {
    var server = Server(threads: threads)
    while let line = readLine() {
      let reply: Reply
      do {
        reply = try server.reply(to: try JSONDecoder().decode(Request.self, from: Data(line.utf8)))
      } catch {
        reply = .failure("\(error)")
      }
      FileHandle.standardOutput.write(try JSONEncoder().encode(reply) + Data("\n".utf8))
    }
  }
}

/// One workload at a time, ready to be called.
private struct Server: ~Copyable {
  private let threads: Int
  private var sides: [any Side] = []

  init(threads: Int) { self.threads = threads }

  mutating func reply(to request: Request) throws -> Reply {
    switch request {
    case .describe: return .description(Description())
    case .prepare(let workload):
      // The memory of the workload before is given back first.
      sides = []
      sides = try Workloads.sides(of: workload, threads: threads)
      return .sides(sides.map(\.name))
    case .measure(let name, let seconds):
      return .time(try Sampling.measure(try side(name), seconds: seconds))
    case .output(let name, let path):
      try side(name).writeOutput(to: path)
      return .done
    case .limits(let seconds, let sizes):
      return .limits(Limits(threads: threads, seconds: seconds, workingSets: sizes))
    }
  }

  private func side(_ name: String) throws -> any Side {
    guard let side = sides.first(where: { $0.name == name }) else { throw WorkloadError.noSide(name) }
    return side
  }
}

/// What the driver has to know before it makes the list of workloads.
struct Description: Encodable {
  let name = "Tessera"
  let version = "here"
  /// The elementwise functions of Float, from the tables of the library, so that a new one is measured too.
  /// Activations that have a kernel are measured as what users call.
  let unary = UnaryFunction.allCases.filter { $0.domain.contains(.float32) && Activations.all[$0.name] == nil }
    .map(\.name)
  let binary = BinaryFunction.allCases.filter {
    $0.domain.contains(.float32) && $0.resultType(of: .float32) == .float32 && Activations.all[$0.name] == nil
  }.map(\.name)
  let activations = Activations.all.keys.sorted()
  let openBLASCore = String(cString: openblas_get_corename())
}
