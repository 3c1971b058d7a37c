public import TesseraGraph

extension Safetensors {
  /// Writes a file; one that is there is replaced when the new one is complete.
  ///
  /// Tensors lie in the order of their element sizes, largest first, then of their names, so that each is aligned to its element size
  /// without holes; the first begins at a multiple of 64. The same tensors and metadata give the same bytes.
  ///
  /// - Throws: `FormatError` when the file cannot be written, a name is `__metadata__`, or the header would be longer than the
  ///   100 MB that readers accept.
  public static func write(
    _ tensors: [String: any TensorValue], metadata: [String: String] = [:], to path: String
  ) throws(FormatError) {
    try write(tensors.map { ($0.key, $0.value) }, metadata: metadata, to: path)
  }

  /// Writes a file of named tensors, as above. Here two names may be equal for Swift and differ in their bytes.
  ///
  /// - Throws: `FormatError`, as above, and when a name comes twice.
  public static func write(
    _ tensors: [(name: String, tensor: any TensorValue)], metadata: [String: String] = [:], to path: String
  ) throws(FormatError) {
    let ordered = tensors.map { (name: $0.name, tensor: AnyTensor($0.tensor)) }.sorted { lhs, rhs in
      let (left, right) = (lhs.tensor.elementType.byteCount, rhs.tensor.elementType.byteCount)
      return left != right ? left > right : lhs.name.utf8.lexicographicallyPrecedes(rhs.name.utf8)
    }
    try AtomicFile.write(to: path) { file throws(FormatError) in
      try file.write(header(of: ordered, metadata: metadata))
      for (_, tensor) in ordered { try tensor.withBytes { bytes throws(FormatError) in try file.write(bytes) } }
    }
  }

  /// Everything in front of the elements, padded with spaces.
  static func header(
    of tensors: [(name: String, tensor: AnyTensor)], metadata: [String: String],
    limit: Int = SafetensorsHeader.maximumByteCount
  ) throws(FormatError) -> [UInt8] {
    var parts: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\($0.key.jsonLiteral):\($0.value.jsonLiteral)" }
      parts.append("\(SafetensorsHeader.metadataKey.jsonLiteral):{\(pairs.joined(separator: ","))}")
    }
    var names: Set<ExactName> = [ExactName(SafetensorsHeader.metadataKey)]
    var begin = 0
    for (name, tensor) in tensors {
      guard names.insert(ExactName(name)).inserted else { throw FormatError(.invalidName, tensor: name) }
      let extents = tensor.shape.extents ?? []
      guard extents.count <= StoredElements.maximumRank else {
        throw FormatError(.rank(extents.count, limit: StoredElements.maximumRank), tensor: name)
      }
      let end = begin + tensor.byteCount
      let shape = extents.map(String.init).joined(separator: ",")
      parts.append(
        "\(name.jsonLiteral):{\"dtype\":\"\(tensor.elementType.safetensorsName)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    var text = Array("{\(parts.joined(separator: ","))}".utf8)
    text.append(contentsOf: repeatElement(0x20, count: (64 - (8 + text.count) % 64) % 64))
    guard text.count <= limit else {
      throw FormatError(.tooLong(.header, byteCount: UInt64(text.count), limit: limit))
    }
    return littleEndianBytes(UInt64(text.count)) + text
  }
}
