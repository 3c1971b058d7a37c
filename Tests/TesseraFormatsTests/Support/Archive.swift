import TesseraGraph

@testable import TesseraFormats

/// Archives of two tensors, a = [1, 2, 3] and b = [4], as bytes.
enum Archive {
  static let tensors: [(name: String, [UInt8])] = [("a", [1, 2, 3]), ("b", [4])]

  static func plain(compressed: Bool, fieldLimit: UInt32 = .max) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let values = try tensors.map { name, elements in
      (name: name, tensor: try Tensor(shape: [.fixed(elements.count)], elements: elements) as any TensorValue)
    }
    try Npz.write(values, to: folder.file("x.npz"), compressed: compressed, fieldLimit: fieldLimit)
    return try bytes(ofFile: folder.file("x.npz"))
  }

  /// The bytes of the npy file of a tensor.
  static func member(_ elements: [UInt8]) throws -> [UInt8] {
    let tensor = try Tensor(shape: [.fixed(elements.count)], elements: elements)
    return try Npy.header(of: AnyTensor(tensor)) + elements
  }

  /// An archive as it is written to a pipe: checksum and sizes come behind the bytes.
  static func withDescriptor(isWide: Bool, hasSignature: Bool) throws -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, elements) in tensors {
      let contents = try member(elements)
      let checksum = contents.withUnsafeBytes { zipChecksum($0) }
      let nameBytes = Array("\(name).npy".utf8)
      let begin: [UInt8] = [20, 0, 8, 0, 0, 0, 0, 0, 33, 0]
      let lengths = littleEndianBytes(UInt16(nameBytes.count)) + [0, 0]
      let size = littleEndianBytes(UInt32(contents.count))
      directory += littleEndianBytes(ZipSignature.directoryEntry) + [20, 3] + begin + littleEndianBytes(checksum)
      directory += size + size + lengths + Array(repeating: 0, count: 10)
      directory += littleEndianBytes(UInt32(archive.count)) + nameBytes
      archive += littleEndianBytes(ZipSignature.localHeader) + begin + Array(repeating: 0, count: 12) + lengths
      archive += nameBytes + contents
      if hasSignature { archive += littleEndianBytes(ZipSignature.dataDescriptor) }
      let sizeBehind = isWide ? littleEndianBytes(UInt64(contents.count)) : size
      archive += littleEndianBytes(checksum) + sizeBehind + sizeBehind
    }
    let end = littleEndianBytes(UInt32(directory.count)) + littleEndianBytes(UInt32(archive.count)) + [0, 0]
    return archive + directory + littleEndianBytes(ZipSignature.directoryEnd) + [0, 0, 0, 0, 2, 0, 2, 0] + end
  }
}
