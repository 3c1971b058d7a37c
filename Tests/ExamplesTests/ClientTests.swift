import Foundation
import Testing

/// A separate package that depends on this one by path and imports nothing else: every Swift block of the documentation and the design's example
/// compile there, and the mistakes that the lifetimes forbid do not.
@Suite(.serialized, .enabled(if: Repository.swift != nil, "The swift command is not on PATH: no client can be built."))
struct ClientTests {
  private static let files = [
    "README.md", "CONTRIBUTING.md", "Documentation/Memory.md", "Documentation/Errors.md",
    "Documentation/Concurrency.md",
  ]

  /// What must not compile, and what the compiler says about it.
  private static let misuses: [(file: String, condition: String, diagnostic: String)] = [
    ("Misuses", "RESET_UNDER_A_RESULT", "overlapping accesses to 'evaluator'"),
    ("Misuses", "RESET_UNDER_A_SPAN", "overlapping accesses to 'evaluator'"),
    ("Misuses", "ESCAPES", "a function cannot return a ~Escapable result"),
    (
      "Misuses", "WRONG_ELEMENT",
      "cannot convert value of type 'Tensor<Int64>' to expected argument type 'Tensor<Float>'"
    ),
    (
      "Misuses", "MIXED_ELEMENTS",
      "cannot convert value of type 'Expression<Double>' to expected argument type 'Expression<Float>'"
    ),
    ("Misuses", "COPIED_EVALUATOR", "'evaluator' is borrowed and cannot be consumed"),
    ("Misuses", "SHARED_EVALUATOR", "sending 'shared' risks causing data races"),
    (
      "StaticMisuses", "WRONG_INNER_DIMENSION",
      "cannot convert value of type 'StaticMatrix<4, 5, Float>' to expected argument type 'StaticMatrix<5, 5, Float>'"
    ),
    (
      "StaticMisuses", "WRONG_INNER_DIMENSION_OF_A_BATCH",
      "cannot convert value of type 'StaticMatrix<4, 5, Float>' to expected argument type 'StaticMatrix<5, 5, Float>'"
    ),
    (
      "StaticMisuses", "WRONG_SHAPES",
      "cannot be applied to operands of type 'StaticMatrix<4, 5, Float>' and 'StaticMatrix<5, 6, Float>'"
    ),
    (
      "StaticMisuses", "WRONG_ROW",
      "cannot convert value of type 'StaticVector<5, Float>' to expected argument type 'StaticVector<6, Float>'"
    ),
    ("StaticMisuses", "WRONG_FUNCTION_OPERAND", "no exact matches in call to instance method 'maximum'"),
    (
      "StaticMisuses", "MIXED_STATIC_ELEMENTS",
      "cannot convert value of type 'StaticMatrix<4, 5, Double>' to expected argument type 'StaticMatrix<4, 5, Float>'"
    ),
    (
      "StaticMisuses", "WRONG_RESULT",
      "cannot assign value of type 'StaticMatrix<5, 4, Float>' to type 'Matrix<4, 5>'"
    ),
    ("StaticMisuses", "WRONG_ELEMENT_COUNT", "expected '3' elements in inline array literal, but got '4'"),
    (
      "StaticMisuses", "WRONG_ELEMENT_OF_A_BINDING",
      "cannot convert value of type 'Tensor<Double>' to expected argument type 'Tensor<Float>'"
    ),
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
        try client("CorrectStatic", "StaticMisuses"),
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
    for name in ["DesignExample", "Correct", "CorrectStatic"] {
      #expect(try await package.run(name).status == 0, "\(name)")
    }
  }

  @Test func misusesDoNotCompile() async throws {
    let programs = try Self.misuses.map { try client($0.condition, $0.file, conditions: [$0.condition]) }
    let package = try package(with: programs)
    for correct in ["Correct", "CorrectStatic"] {
      #expect(try await package.build(correct).status == 0, "without a mistake it compiles")
    }
    for (_, condition, diagnostic) in Self.misuses {
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
