import TesseraGraph
import TesseraShapes
import TesseraTestSupport
import Testing

/// Sums of products against their definition: a loop over all letters.
@Suite struct EinsumTests {
  /// The sum over every letter, where an ellipsis was written out as letters.
  private func oracle(_ terms: [String], _ output: String, _ operands: [Tensor<Double>]) -> [Double] {
    var extents: [Character: Int] = [:]
    for (term, operand) in zip(terms, operands) {
      for (letter, extent) in zip(term, operand.shape.extents ?? []) {
        if extents[letter] ?? 1 == 1 { extents[letter] = extent }
      }
    }
    func indices(_ letters: [Character]) -> [[Character: Int]] {
      letters.reduce([[:]]) { all, letter in
        all.flatMap { index in
          (0..<(extents[letter] ?? 1)).map { index.merging([letter: $0]) { first, _ in first } }
        }
      }
    }
    let inner = extents.keys.filter { !output.contains($0) }
    return indices(Array(output)).map { outer in
      indices(inner).reduce(0) { sum, rest in
        let index = outer.merging(rest) { first, _ in first }
        return zip(terms, operands).reduce(1) { product, pair in
          var position = 0
          for (letter, extent) in zip(pair.0, pair.1.shape.extents ?? []) {
            // An extent of 1 under an ellipsis is repeated.
            position = position * extent + (extent == 1 ? 0 : index[letter] ?? 0)
          }
          return product * pair.1.elements[position]
        } + sum
      }
    }
  }

  /// An equation, the shapes of its operands, and the equation with letters in the place of the ellipsis.
  @Test(
    arguments: [
      ("ij,jk->ik", [[2, 3], [3, 4]], nil), ("ij,jk", [[2, 3], [3, 4]], "ij,jk->ik"), ("ij->ji", [[2, 3]], nil),
      ("ba", [[2, 3]], "ba->ab"), ("ij->", [[2, 3]], nil), ("ii->i", [[3, 3]], nil), ("ii", [[3, 3]], "ii->"),
      ("iij->j", [[2, 2, 3]], nil), ("iii->i", [[2, 2, 2]], nil), ("i,i->", [[4], [4]], nil),
      ("i,j->ij", [[2], [3]], nil),
      ("i,j->ji", [[2], [3]], nil), ("ij,ij->ij", [[2, 3], [2, 3]], nil),
      ("bij,bjk->bik", [[2, 3, 4], [2, 4, 2]], nil),
      ("bhtd,bhsd->bhts", [[1, 2, 3, 2], [1, 2, 2, 2]], nil), ("ij,jk,kl->il", [[2, 3], [3, 2], [2, 4]], nil),
      ("ij,kl,ik->jl", [[2, 3], [2, 2], [2, 2]], nil), ("i,i,i->i", [[3], [3], [3]], nil), (",i->i", [[], [3]], nil),
      ("->", [[]], nil), ("...ij,...jk->...ik", [[2, 2, 3], [2, 3, 2]], "zij,zjk->zik"),
      ("...ij,jk->...ik", [[2, 2, 3], [3, 2]], "zij,jk->zik"), ("...i->...", [[2, 3, 4]], "yzi->yz"),
      ("...ij->...ji", [[2, 3]], "ij->ji"), ("i...->...i", [[2, 3]], "iz->zi"),
      ("...i,...i->...", [[2, 1, 3], [4, 3]], "yzi,zi->yz"), ("...i", [[2, 3]], "zi->zi"),
      ("...,...", [[2, 1], [3]], "yz,z->yz"), (" i j , j k -> i k ", [[2, 3], [3, 4]], "ij,jk->ik"),
      ("iI,Ij->ij", [[2, 3], [3, 2]], nil), ("ij,jk->ik", [[2, 0], [0, 3]], nil), ("ij,j->i", [[0, 3], [3]], nil),
      ("ij,ij,jk->k", [[2, 3], [2, 3], [3, 2]], nil), ("ab,cd->dbca", [[2, 3], [2, 2]], nil),
    ] as [(String, [[Int]], String?)])
  func valuesAreThoseOfTheLoop(equation: String, extents: [[Int]], written: String?) throws {
    var generator = SeededGenerator(seed: 7)
    let tensors = try extents.map { extents in
      try Tensor<Double>(
        shape: Shape(extents: extents),
        elements: (0..<extents.reduce(1, *)).map { _ in Double(Int.random(in: -4...4, using: &generator)) })
    }
    let sides = (written ?? equation).split(separator: "->", omittingEmptySubsequences: false).map(String.init)
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let result = try Expression.einsum(equation, tensors.map(\.expression))
    let value = try #require(ReferenceEvaluator().evaluate([result.node]).first)
    #expect(value.values == oracle(terms, sides[1], tensors), "whole numbers are exact in any order")
    #expect(result.shape.extents == value.extents)
  }

  @Test func namedAxesStayNamed() throws {
    func input(_ name: String, _ shape: Shape) -> Expression<Float> { .input(name, shape: shape) }
    #expect(try Expression.einsum("ij,jk->ik", input("x", ["batch", 3]), input("w", [3, 4])).shape == ["batch", 4])
    #expect(try Expression.einsum("...i->...", input("x", ["batch", "seq", 3])).shape == ["batch", "seq"])
    #expect(
      try Expression.einsum("bhtd,bhsd->bhts", input("q", ["b", 2, "t", 4]), input("k", ["b", 2, "s", 4])).shape
        == ["b", 2, "t", "s"])
    #expect(try Expression.einsum("ii->i", input("x", ["n", "n"])).shape == ["n"])
  }
}
