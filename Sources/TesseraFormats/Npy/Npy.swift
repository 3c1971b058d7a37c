public import TesseraGraph

/// NumPy's format for one array: `.npy`.
///
/// Versions 1.0 to 3.0 are read, in both byte orders and both element orders; version 1.0 is written, little-endian and row-major.
/// Arrays have at most 64 axes, as in NumPy.
public enum Npy {
  /// The tensor in a file.
  ///
  /// - Throws: `FormatError` when the file cannot be read or breaks a rule of the format.
  /// - Complexity: one read of the file into the tensor's memory; a second copy when the elements are column-major.
  public static func read(contentsOf path: String) throws(FormatError) -> AnyTensor {
    do throws(FormatError) {
      return try read(from: FileBytes(path: path))
    } catch {
      throw error.inFile(path)
    }
  }

  /// The tensor in the bytes of a file.
  ///
  /// - Throws: `FormatError` when the bytes break a rule of the format.
  public static func read(bytes: RawSpan) throws(FormatError) -> AnyTensor {
    try bytes.withUnsafeBytes { buffer throws(FormatError) in try read(from: BorrowedBytes(bytes: buffer)) }
  }

  /// Writes a file; one that is there is replaced when the new one is complete.
  ///
  /// - Throws: `FormatError` when the file cannot be written, or the tensor has more axes than the format allows.
  public static func write(_ tensor: some TensorValue, to path: String) throws(FormatError) {
    let tensor = AnyTensor(tensor)
    try AtomicFile.write(to: path) { file throws(FormatError) in
      try file.write(header(of: tensor))
      try tensor.withBytes { bytes throws(FormatError) in try file.write(bytes) }
    }
  }

  static func read(from source: some ByteSource) throws(FormatError) -> AnyTensor {
    let header = try NpyHeader(from: source)
    let elements = header.elements
    guard let count = elements.elementCount else {
      throw FormatError(.tooManyElements(elements.extents), at: header.dataPosition)
    }
    let byteCount = count * elements.type.byteCount
    try source.require(UInt64(byteCount), at: header.dataPosition, for: .elements)
    let end = header.dataPosition + byteCount
    guard end == source.byteCount else { throw FormatError(.trailingBytes(count: source.byteCount - end), at: end) }
    return try elements.load(count: count, from: source, at: header.dataPosition)
  }

  /// Everything in front of the elements, padded so that they begin at a multiple of 64.
  static func header(of tensor: AnyTensor) throws(FormatError) -> [UInt8] {
    let extents = tensor.shape.extents ?? []
    // With this limit the length always fits the 16 bits of version 1.0.
    guard extents.count <= StoredElements.maximumRank else {
      throw FormatError(.rank(extents.count, limit: StoredElements.maximumRank))
    }
    let order = tensor.elementType.byteCount == 1 ? "|" : "<"
    let shape = extents.count == 1 ? "(\(extents[0]),)" : "(\(extents.map(String.init).joined(separator: ", ")))"
    var text = "{'descr': '\(order)\(tensor.elementType.npyCode)', 'fortran_order': False, 'shape': \(shape), }"
    let prefix = 10
    text += String(repeating: " ", count: 63 - (prefix + text.utf8.count) % 64) + "\n"
    let length = text.utf8.count
    return FormatError.Signature.npy.bytes + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8)
  }
}

extension Tensor {
  /// The tensor in an npy file whose elements are of this type.
  ///
  /// - Throws: `FormatError` when the file cannot be read, breaks a rule of the format, or has elements of another type.
  public init(npy path: String) throws(FormatError) {
    let tensor = try Npy.read(contentsOf: path)
    do throws(FormatError) {
      self = try tensor.tensor(as: Element.self)
    } catch {
      throw error.inFile(path)
    }
  }
}
