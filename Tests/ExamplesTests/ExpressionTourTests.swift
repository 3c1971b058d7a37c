import TesseraTestSupport
import Testing

/// What the first code that a new user sees prints.
@Suite struct ExpressionTourTests {
  @Test func printsWhatItSays() async throws {
    let result = try await Subprocess.run(Repository.executable("expression-tour"), [])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.isEmpty)
    let expected = [
      "%2 = matmul(%0, %1) : Float [batch, 2]",
      "%7 = sum(%6, axes: [1]) : Float [batch]",
      "matmul: columns of lhs must equal elements of rhs; lhs [batch, 3] has 3, rhs [2] has 2 (at main.swift:22; lhs: input",
      "leaky [2, 2]\n  4.5  4.5\n  -0.875  -1.375\n",
      "leaky [1, 2]\n  -0.875  -1.125\n",
      "Kept from both batches: [0.0, 23.90625, 18.28125]\n",
    ]
    for part in expected { #expect(result.output.contains(part), "\(part) is missing in:\n\(result.output)") }
  }
}
