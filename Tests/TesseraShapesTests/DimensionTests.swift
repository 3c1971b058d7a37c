import TesseraShapes
import Testing

@Suite struct DimensionTests {
  let batch: Dimension = "batch"
  let seq: Dimension = "seq"

  @Test func arithmeticHasOneNormalForm() throws {
    let twelve = try #require(batch.multiplied(by: 12))
    #expect(twelve.description == "12 * batch")
    #expect(Dimension.fixed(12).multiplied(by: batch) == twelve)
    #expect(batch.multiplied(by: seq) == seq.multiplied(by: batch))
    #expect(batch.multiplied(by: seq)?.description == "batch * seq")
    let sum = try #require(batch.adding(1))
    #expect(sum.description == "batch + 1")
    #expect(Dimension.fixed(1).adding(batch) == sum)
    #expect(batch.adding(batch) == batch.multiplied(by: 2))
    #expect(sum.multiplied(by: 3)?.description == "3 * batch + 3")
    #expect(sum.multiplied(by: sum)?.description == "2 * batch + batch * batch + 1")
  }

  @Test func whatIsSimpleStaysSimple() {
    #expect(batch.multiplied(by: 1) == batch)
    #expect(batch.multiplied(by: 0) == .fixed(0))
    #expect(batch.adding(0) == batch)
    #expect(Dimension.fixed(3).multiplied(by: 4) == .fixed(12))
    #expect(Dimension.fixed(3).adding(4) == .fixed(7))
    #expect(batch.multiplied(by: 12)?.dividedExactly(by: 12) == batch)
    #expect(batch.multiplied(by: 12)?.dividedExactly(by: batch) == .fixed(12))
    #expect(batch.multiplied(by: seq)?.dividedExactly(by: seq) == batch)
  }

  @Test func divisionIsExactOrOpenOrImpossible() throws {
    #expect(batch.dividedExactly(by: 2) == nil)
    #expect(batch.dividedExactly(by: seq) == nil)
    #expect(batch.dividedExactly(by: 0) == nil)
    #expect(batch.dividedExactly(by: batch) == .fixed(1))
    #expect(Dimension.fixed(0).dividedExactly(by: 0) == nil)
    #expect(Dimension.fixed(7).quotient(by: 2) == nil)
    #expect(Dimension.fixed(7).quotient(by: 0) == nil)
    #expect(Dimension.fixed(8).quotient(by: 2) == .fixed(4))
    let open = try #require(batch.quotient(by: 2))
    #expect(open.description == "(batch / 2)")
    #expect(open.extent(with: ["batch": 8]) == 4)
    #expect(open.extent(with: ["batch": 7]) == nil)
    let divided = try #require(Dimension.fixed(12).quotient(by: batch))
    #expect(divided.extent(with: ["batch": 4]) == 3)
    #expect(divided.extent(with: ["batch": 0]) == nil)
    #expect(open.multiplied(by: 3)?.extent(with: ["batch": 8]) == 12)
  }

  @Test func everyArithmeticAgreesWithItsNumbers() throws {
    let operands: [Dimension] = [
      0, 1, 3, batch, seq, try #require(batch.multiplied(by: 6)), try #require(seq.adding(2)),
    ]
    for numbers in [["batch": 0, "seq": 4], ["batch": 5, "seq": 1], ["batch": 12, "seq": 3]] {
      for lhs in operands {
        for rhs in operands {
          let left = try #require(lhs.extent(with: numbers))
          let right = try #require(rhs.extent(with: numbers))
          #expect(lhs.adding(rhs)?.extent(with: numbers) == left + right, "\(lhs) + \(rhs)")
          #expect(lhs.multiplied(by: rhs)?.extent(with: numbers) == left * right, "\(lhs) * \(rhs)")
          if let quotient = lhs.dividedExactly(by: rhs), right != 0 {
            #expect(quotient.extent(with: numbers) == left / right && left % right == 0, "\(lhs) / \(rhs)")
          }
        }
      }
    }
  }

  @Test func overflowGivesNoDimension() throws {
    let huge: Dimension = .fixed(1 << 62)
    #expect(huge.multiplied(by: 4) == nil)
    #expect(huge.adding(huge) == nil)
    let scaled = try #require(batch.multiplied(by: huge))
    #expect(scaled.multiplied(by: 4) == nil)
    #expect(scaled.adding(scaled) == nil)
    #expect(scaled.extent(with: ["batch": 1]) == 1 << 62)
    #expect(scaled.extent(with: ["batch": 4]) == nil)
    #expect(try #require(scaled.adding(huge)).extent(with: ["batch": 1]) == nil)
  }

  @Test func aNameWithoutANumberHasNoExtent() {
    #expect(batch.extent == nil)
    #expect(batch.extent(with: [:]) == nil)
    #expect(batch.extent(with: ["batch": 7]) == 7)
    #expect(Dimension.fixed(7).extent == 7)
  }

  @Test func differentMultiplesOfOneProductAreKnownToDiffer() throws {
    let scaled = try #require(batch.multiplied(by: 784))
    #expect(scaled.isMultiple(ofSameProductAs: batch))
    #expect(!scaled.isMultiple(ofSameProductAs: scaled))
    #expect(!scaled.isMultiple(ofSameProductAs: seq))
    #expect(!scaled.isMultiple(ofSameProductAs: try #require(batch.adding(1))))
  }
}
