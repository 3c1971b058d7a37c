import TesseraShapes
import Testing

@Suite struct SourceLocationTests {
  @Test func theDescriptionIsFileAndLine() {
    #expect(SourceLocation(file: "MyModule/Model.swift", line: 12).description == "Model.swift:12")
    #expect(SourceLocation(file: "/work/Sources/Model.swift", line: 3).description == "Model.swift:3")
    #expect(SourceLocation(file: "", line: 3).description == ":3")
  }

  @Test func theCallerIsTheFirstLineOutsideOfThePackagesModules() throws {
    let (location, line) = (SourceLocation.caller(), #line)
    #expect(location?.description == "SourceLocationTests.swift:\(line)")
  }

  @Test(arguments: [0, 1, 0xDEAD_BEEF, UInt.max - 1, UInt.max]) func anAddressOfNoCodeHasNoLine(address: UInt) {
    #expect(CallSite.returnAddress(address).location == nil)
  }

  @Test func anErrorKeepsItsFirstLocation() {
    let first = SourceLocation(file: "A.swift", line: 1)
    let error = ShapeError("+", .repeatedAxis(0, [2]))
    #expect(error.located(at: first).location == first)
    #expect(error.located(at: first).located(at: SourceLocation(file: "B.swift", line: 2)).location == first)
    #expect(error.located(at: nil).location == nil)
    #expect(error.description == "+: each axis may be given once; axis 0 of shape [2] was given again")
  }
}
