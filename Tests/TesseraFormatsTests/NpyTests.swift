import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraFormats

@Suite struct NpyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ElementType.allCases) func everyTypeAndShapeSurvivesARoundTrip(type: ElementType) throws {
    for extents in specialShapes {
      let tensor = try contents(type, extents)
      try Npy.write(tensor, to: folder.file("x.npy"))
      #expect(try Npy.read(contentsOf: folder.file("x.npy")) == tensor, "\(type) \(extents)")
    }
  }

  @Test func theFileIsExactlyThis() throws {
    try Npy.write(Tensor<Float>(shape: [2, 1], elements: [1, -2]), to: folder.file("x.npy"))
    let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"
    let padding = String(repeating: " ", count: 128 - 10 - dictionary.utf8.count - 1) + "\n"
    #expect(
      try bytes(ofFile: folder.file("x.npy"))
        == npyFile(dictionary + padding, data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]))
  }

  @Test(arguments: specialShapes) func elementsBeginAtAMultipleOf64(extents: [Int]) throws {
    #expect(try Npy.header(of: contents(.uint8, extents)).count % 64 == 0)
  }

  @Test(arguments: ElementType.allCases) func bigEndianElementsAreTurned(type: ElementType) throws {
    let tensor = try contents(type, [3, 4, 5])
    let size = type.byteCount
    let little = try tensor.withBytes { bytes throws(FormatError) in Array(bytes) }
    let big = stride(from: 0, to: little.count, by: size).flatMap { little[$0..<$0 + size].reversed() }
    let file = npyFile(
      "{'descr': '>\(type.npyCode)', 'fortran_order': False, 'shape': (3, 4, 5)}", data: big)
    #expect(try Npy.read(bytes: file.span.bytes) == tensor)
  }

  /// Every element size, and extents on both sides of a tile.
  @Test(arguments: [[5, 7], [33, 65], [2, 3, 4], [40, 3, 2, 35], [1, 6, 1], [9], [4, 0, 2], []])
  func columnMajorElementsAreReordered(extents: [Int]) throws {
    for type in [ElementType.uint8, .float16, .int32, .float64] {
      let tensor = try contents(type, extents)
      let size = type.byteCount
      let rowMajor = try tensor.withBytes { bytes throws(FormatError) in Array(bytes) }
      let strides = Layout.rowMajorStrides(extents)
      var columnMajor: [UInt8] = []
      for position in 0..<tensor.count {
        var rest = position
        var offset = 0
        for axis in extents.indices {
          offset += rest % extents[axis] * strides[axis]
          rest /= extents[axis]
        }
        columnMajor += rowMajor[offset * size..<(offset + 1) * size]
      }
      let shape = extents.map { "\($0)," }.joined()
      let order = size == 1 ? "|" : "<"
      let file = npyFile(
        "{'descr': '\(order)\(type.npyCode)', 'fortran_order': True, 'shape': (\(shape))}", data: columnMajor)
      #expect(try Npy.read(bytes: file.span.bytes) == tensor, "\(type)")
    }
  }

  @Test(arguments: [
    "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }   \n",
    "{'shape':(3,),'fortran_order':False,'descr':'|u1'}",
    "  { \"fortran_order\" : False ,\n\t\"descr\" : \"|u1\", 'shape' : ( 3 , ) } ",
    "{'descr': '<u1', 'fortran_order': True, 'shape': (3L,)}",
  ])
  func headersMayBeWrittenInOtherWays(dictionary: String) throws {
    for version: UInt8 in [1, 2, 3] {
      let file = npyFile(dictionary, data: [1, 2, 3], version: [version, 0])
      let tensor = try Npy.read(bytes: file.span.bytes).tensor(as: UInt8.self)
      #expect(tensor.elements == [1, 2, 3])
    }
  }

  @Test func aTensorOfAnotherTypeIsAnErrorThatNamesTheFile() throws {
    let path = folder.file("x.npy")
    try Npy.write(Tensor<Double>(shape: [1], elements: [0.5]), to: path)
    #expect(try Tensor<Double>(npy: path).elements == [0.5])
    #expect(throws: FormatError(.elementType(expected: .float32, found: .float64), file: path)) {
      try Tensor<Float>(npy: path)
    }
  }

  @Test func moreAxesThanNumPyHasAreNotWritten() throws {
    let tensor = try Tensor<Float>(shape: Shape(extents: Array(repeating: 1, count: 65)), elements: [1])
    #expect(throws: FormatError(.rank(65, limit: 64), file: folder.file("x.npy"))) {
      try Npy.write(tensor, to: folder.file("x.npy"))
    }
    #expect(try folder.names == [])
  }

  @Test func filesOfOtherKindsAreErrors() throws {
    #expect(throws: FormatError(.system(.open, code: 2), file: folder.file("none"))) {
      try Npy.read(contentsOf: folder.file("none"))
    }
    #expect(throws: FormatError(.notRegularFile, file: folder.path)) { try Npy.read(contentsOf: folder.path) }
    #expect(throws: FormatError(.notRegularFile, file: "/dev/zero")) { try Npy.read(contentsOf: "/dev/zero") }
  }

  @Test func aTensorGoesToAProgramByName() throws {
    let tensor = try contents(.float16, [2, 2])
    #expect(AnyTensor(tensor.erased) == tensor)
  }
}
