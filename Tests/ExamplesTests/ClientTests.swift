import Foundation
import Testing

/// A separate package that depends on this one by path and imports nothing else: every Swift block of the documentation and the design's example
/// compile there, and the mistakes that the lifetimes forbid do not.
@Suite(.serialized, .enabled(if: Repository.swift != nil, "The swift command is not on PATH: no client can be built."))
struct ClientTests {
  private static let files = ["README.md", "CONTRIBUTING.md", "Documentation/Memory.md"]

  /// What must not compile, and what the compiler says about it.
  private static let misuses: [(condition: String, diagnostic: String)] = [
    ("RESET_UNDER_A_RESULT", "overlapping accesses to 'evaluator'"),
    ("RESET_UNDER_A_SPAN", "overlapping accesses to 'evaluator'"),
    ("ESCAPES", "a function cannot return a ~Escapable result"),
    ("WRONG_ELEMENT", "cannot convert value of type 'Tensor<Int64>' to expected argument type 'Tensor<Float>'"),
  ]

  private let blocks: [CodeBlock]
  private let manifest: String
  private let swift: URL

  init() throws {
    blocks = try Self.files.flatMap { CodeBlock.blocks(of: try Repository.text(of: $0), file: $0) }
    let shown = blocks.first { $0.isManifest }
    manifest = try #require(shown, "README shows no Package.swift").code
    swift = try #require(Repository.swift)
  }

  /// The programs of the documentation; the first has the name that the manifest gives.
  private var documented: [(program: ClientPackage.Program, block: CodeBlock)] {
    blocks.filter { !$0.isManifest }.enumerated().map { number, block in
      (ClientPackage.Program(name: number == 0 ? "Client" : "Block\(number)", code: block.code), block)
    }
  }

  private func client(_ name: String, _ file: String, conditions: [String] = []) throws -> ClientPackage.Program {
    let code = try Repository.text(of: "Tests/ExamplesTests/Clients/\(file)/main.swift")
    return ClientPackage.Program(name: name, code: code, conditions: conditions)
  }

  private func package(with misuses: [ClientPackage.Program]) throws -> ClientPackage {
    let programs =
      documented.map(\.program) + [
        try client("DesignExample", "DesignExample"), try client("Correct", "Misuses"),
      ]
    return try ClientPackage(manifest: manifest, programs: programs + misuses, swift: swift)
  }

  @Test func documentationAndDesignExampleCompileAndRun() async throws {
    let package = try package(with: [])
    let build = try await package.build()
    let places = documented.map { "\($0.program.name): \($0.block.place)" }.joined(separator: "\n")
    #expect(build.status == 0, "\(places)\n\(build.output)\(build.errors)")
    guard build.status == 0 else { return }

    for (program, block) in documented {
      let result = try await package.run(program.name)
      #expect(result.status == 0, "\(block.place): \(result.errors)")
      if let output = block.output { #expect(result.output == output, "\(block.place)") }
    }
    for name in ["DesignExample", "Correct"] { #expect(try await package.run(name).status == 0, "\(name)") }
  }

  @Test func misusesDoNotCompile() async throws {
    let programs = try Self.misuses.map { try client($0.condition, "Misuses", conditions: [$0.condition]) }
    let package = try package(with: programs)
    #expect(try await package.build("Correct").status == 0, "without a mistake it compiles")
    for (condition, diagnostic) in Self.misuses {
      let build = try await package.build(condition)
      #expect(build.status != 0, "\(condition) compiled")
      #expect((build.output + build.errors).contains(diagnostic), "\(condition): \(build.output)\(build.errors)")
    }
  }

  @Test func everyFileOfTheDocumentationIsRead() {
    for file in Self.files where file != "CONTRIBUTING.md" {
      #expect(blocks.contains { $0.place.hasPrefix(file) }, "\(file) has no Swift block")
    }
    #expect(blocks.contains { $0.output != nil })
  }
}
