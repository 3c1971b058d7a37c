import Foundation
import TesseraTestSupport
import Testing

/// What the type system refuses: each snippet must fail to compile, and for the reason given.
@Suite(.disabled(if: Sanitizer.isActive, "nothing of this module runs")) struct CompilerTests {
  @Test func whatIsAllowedCompiles() async throws {
    let output = try await compile(
      """
      pool.free(buffer)
      arena.reset()
      let task = Task { let own = PoolAllocator(); own.free(try own.allocate(byteCount: 1)) }
      _ = task
      """)
    #expect(output == "")
  }

  @Test(arguments: [
    ("freeing twice", "pool.free(buffer)\npool.free(buffer)", "'buffer' consumed more than once"),
    ("using a freed buffer", "pool.free(buffer)\nprint(buffer.count)", "'buffer' used after consume"),
    ("copying a pool", "let other = pool\nother.trim()\npool.trim()", "'pool' used after consume"),
    ("copying an arena", "let other = arena\nprint(other.statistics)\narena.reset()", "'arena' used after consume"),
    (
      "a reset under a living span",
      "let span = try arena.allocate(Float.self, count: 4)\narena.reset()\nprint(span[0])",
      "overlapping accesses to 'arena'"
    ),
    (
      "freeing a buffer under a living span",
      "let view = buffer.span\npool.free(buffer)\nprint(view[0])",
      "noncopyable 'buffer' cannot be consumed"
    ),
    ("a pool in two tasks", "async let other: Void = pool.trim()\npool.trim()\nawait other", "'pool'"),
    ("an arena in two tasks", "async let other: Void = arena.reset()\narena.reset()\nawait other", "'arena'"),
    ("a pool that is Sendable", "func send(_: borrowing some Sendable & ~Copyable) {}\nsend(pool)", "Sendable"),
  ])
  func whatMustNotBeDoneDoesNotCompile(name: String, body: String, reason: String) async throws {
    let output = try await compile(body)
    #expect(output.contains("error:"), "\(name) compiles")
    #expect(output.contains(reason), "\(name): \(output)")
  }

  /// The errors that the compiler has for a function with this body, without the source lines.
  private func compile(_ body: String) async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "memory-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "Snippet.swift")
    let text = """
      import TesseraMemory
      func snippet() async throws {
        var pool = PoolAllocator()
        var arena = ComputeArena(pool: pool)
        let buffer = try pool.allocate(Float.self, count: 4)
        \(body)
      }
      """
    try Data(text.utf8).write(to: source)

    let modules = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "Modules")
    // Up to SIL: ownership and isolation are checked there.
    let result = try await Subprocess.run(
      URL(filePath: "/usr/bin/env"),
      [
        "swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-suppress-warnings", "-I", modules.path,
        source.path,
      ])
    return result.errors.split(separator: "\n").filter { $0.contains("error:") }.joined(separator: "\n")
  }
}
