import Glibc
import TesseraGraph
import TesseraShapes
import Testing

@testable import TesseraFormats

@Suite struct SafetensorsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func everyTypeAndShapeSurvivesARoundTrip() throws {
    let path = folder.file("x.safetensors")
    var tensors: [String: AnyTensor] = [:]
    for type in ElementType.allCases {
      for extents in specialShapes { tensors["\(type) \(extents)"] = try contents(type, extents) }
    }
    let metadata = ["": "", "quote \" backslash \\": "tab \t null \0 umlaut ä tile 🧩"]
    try Safetensors.write(tensors, metadata: metadata, to: path)
    let file = try Safetensors(contentsOf: path)
    #expect(file.metadata == metadata)
    #expect(Set(file.names) == Set(tensors.keys))
    for (name, tensor) in tensors {
      #expect(try file.tensor(named: name) == tensor)
      #expect(file.shape(of: name) == tensor.shape)
      #expect(file.elementType(of: name) == tensor.elementType)
    }
  }

  @Test func theFileIsExactlyThis() throws {
    let path = folder.file("x.safetensors")
    let (a, b) = (try Tensor<UInt8>(shape: [3], elements: [1, 2, 3]), try Tensor<Float>(scalar: -2))
    try Safetensors.write(["a": a, "b": b], metadata: ["k": "v"], to: path)
    let header =
      #"{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"#
      + #""a":{"dtype":"U8","shape":[3],"data_offsets":[4,7]}}"#
    let padding = String(repeating: " ", count: 192 - 8 - header.utf8.count)
    #expect(
      try bytes(ofFile: path) == safetensorsFile(header + padding, data: [0, 0, 0, 0xC0, 1, 2, 3]))
    #expect(try Safetensors(contentsOf: path).names == ["b", "a"])
  }

  @Test func aFileWithoutTensorsIsRead() throws {
    let path = folder.file("x.safetensors")
    try Safetensors.write([:], to: path)
    #expect(try bytes(ofFile: path).count == 64)
    #expect(try Safetensors(contentsOf: path).names == [])
    #expect(try Safetensors(bytes: safetensorsFile("{}")).names == [])
  }

  @Test func bfloat16IsWidened() throws {
    // More than one chunk, at an odd position.
    let count = 70_000
    let halves = (0..<count).map { UInt16(truncatingIfNeeded: $0) }
    let file = try Safetensors(
      bytes: safetensorsFile(
        #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"BF16","shape":[\#(count)],"data_offsets":[1,\#(1 + 2 * count)]}}"#,
        data: [9] + halves.flatMap(littleEndianBytes)))
    let tensor = try file.tensor(named: "b", as: Float.self)
    #expect(tensor.elements.map(\.bitPattern) == halves.map { UInt32($0) << 16 })
    #expect(file.elementType(of: "b") == .float32)
  }

  @Test func unalignedElementsAreRead() throws {
    let header =
      #"{"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F64","shape":[1],"data_offsets":[1,9]}}"#
    for padding in 0..<8 {
      let file = try Safetensors(
        bytes: safetensorsFile(
          header + String(repeating: " ", count: padding), data: [1] + littleEndianBytes((0.1).bitPattern)))
      #expect(try file.tensor(named: "b", as: Double.self).elements == [0.1])
      #expect(try file.tensor(named: "a", as: Bool.self).elements == [true])
    }
  }

  @Test func headersMayBeWrittenInOtherWays() throws {
    let header = """
      { "\\u0062\\ud83e\\udde9\\n" : { "new key" : [ { "a" : -1.5e+3 , "b" : [ ] } , true , null , "\\/" , { } ] ,
      "data_offsets" : [ 0 , 2 ] , "shape" : [ 2 ] , "dtype" : "I8" } , "__metadata__" : { } }
      """
    let file = try Safetensors(bytes: safetensorsFile(header, data: [0xFF, 1]))
    #expect(file.names == ["b🧩\n"])
    #expect(try file.tensor(named: "b🧩\n", as: Int8.self).elements == [-1, 1])
  }

  @Test func anObjectOfManyKeysIsReadInTimeThatGrowsWithTheirNumber() throws {
    let keys = (0..<100_000).map { "\"\($0)\":0" }.joined(separator: ",")
    let start = ContinuousClock.now
    let header = #"{"a":{"dtype":"I8","shape":[0],"data_offsets":[0,0],"x":{"y":{\#(keys)}}}}"#
    #expect(try Safetensors(bytes: safetensorsFile(header)).names == ["a"])
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func namesThatLookTheSameAreDifferent() throws {
    let path = folder.file("x.safetensors")
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    let tensors: [(name: String, tensor: any TensorValue)] = [
      (composed, try Tensor<UInt8>(scalar: 1)), (decomposed, try Tensor<UInt8>(scalar: 2)),
    ]
    try Safetensors.write(tensors, to: path)
    let file = try Safetensors(contentsOf: path)
    #expect(try file.tensor(named: composed, as: UInt8.self).elements == [1])
    #expect(try file.tensor(named: decomposed, as: UInt8.self).elements == [2])
  }

  @Test func aTypeThatNoTensorHoldsFailsOnlyWhenItIsAskedFor() throws {
    let header =
      #"{"a":{"dtype":"U16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"I8","shape":[1],"data_offsets":[2,3]}}"#
    let file = try Safetensors(bytes: safetensorsFile(header, data: [1, 2, 3]))
    #expect(try file.tensor(named: "b", as: Int8.self).elements == [3])
    #expect(file.elementType(of: "a") == nil)
    #expect(file.shape(of: "a") == [1])
    #expect(throws: FormatError(.unknownElementType("U16"), at: 9, tensor: "a")) { try file.tensor(named: "a") }
    #expect(throws: FormatError(.unknownElementType("U16"), at: 9, tensor: "a")) {
      try file.tensor(named: "a", as: Int8.self)
    }
  }

  @Test func askingForSomethingElseIsAnError() throws {
    let path = folder.file("x.safetensors")
    try Safetensors.write(["a": try Tensor<Float>(scalar: 1)], to: path)
    let file = try Safetensors(contentsOf: path)
    #expect(throws: FormatError(.noSuchTensor("b", available: ["a"]), file: path)) { try file.tensor(named: "b") }
    #expect(throws: FormatError(.elementType(expected: .int8, found: .float32), tensor: "a", file: path)) {
      try file.tensor(named: "a", as: Int8.self)
    }
    #expect(file.shape(of: "b") == nil)
  }

  @Test func namesThatCannotBeWrittenAreErrors() throws {
    let path = folder.file("x.safetensors")
    let tensor = try Tensor<Float>(scalar: 1)
    #expect(throws: FormatError(.invalidName, tensor: "__metadata__", file: path)) {
      try Safetensors.write(["__metadata__": tensor], to: path)
    }
    let twice: [(name: String, tensor: any TensorValue)] = [("a", tensor), ("a", tensor)]
    #expect(throws: FormatError(.invalidName, tensor: "a", file: path)) { try Safetensors.write(twice, to: path) }
    let flat = try Tensor<Float>(shape: Shape(extents: Array(repeating: 1, count: 65)), elements: [1])
    #expect(throws: FormatError(.rank(65, limit: 64), tensor: "a", file: path)) {
      try Safetensors.write(["a": flat], to: path)
    }
    #expect(throws: FormatError(.tooLong(.header, byteCount: 184, limit: 183))) {
      try Safetensors.header(of: [], metadata: ["k": String(repeating: "v", count: 100)], limit: 183)
    }
    #expect(try folder.names == [])
  }

  @Test func aFileThatIsCutShortWhileItIsOpenIsAnError() throws {
    let path = folder.file("x.safetensors")
    try Safetensors.write(["a": try contents(.float64, [100])], to: path)
    let file = try Safetensors(contentsOf: path)
    truncate(path, 100)
    #expect(throws: FormatError(.truncated(.elements, byteCount: 800, available: 0), at: 128, tensor: "a", file: path))
    {
      try file.tensor(named: "a")
    }
  }
}
