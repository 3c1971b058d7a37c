public import TesseraGraph

extension Npz {
  /// Writes a file, in the order of the names; one that is there is replaced when the new one is complete.
  ///
  /// The same tensors give the same bytes: no times are stored.
  ///
  /// - Parameter compressed: whether members are deflated.
  /// - Throws: `FormatError` when the file cannot be written, or a name has more than 65,531 bytes or a NUL character.
  public static func write(
    _ tensors: [String: any TensorValue], to path: String, compressed: Bool = false
  ) throws(FormatError) {
    let ordered = tensors.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    try write(ordered.map { ($0.key, $0.value) }, to: path, compressed: compressed)
  }

  /// Writes a file of named tensors in the given order. Here two names may be equal for Swift and differ in their bytes.
  ///
  /// - Parameter compressed: whether members are deflated.
  /// - Throws: `FormatError`, as above, and when a name comes twice.
  public static func write(
    _ tensors: [(name: String, tensor: any TensorValue)], to path: String, compressed: Bool = false
  ) throws(FormatError) {
    try write(tensors, to: path, compressed: compressed, fieldLimit: .max)
  }

  /// Writes a file whose sizes and positions from `fieldLimit` on are 64-bit numbers.
  static func write(
    _ tensors: [(name: String, tensor: any TensorValue)], to path: String, compressed: Bool, fieldLimit: UInt32
  ) throws(FormatError) {
    try AtomicFile.write(to: path) { file throws(FormatError) in
      var archive = ZipWriter(file, fieldLimit: fieldLimit)
      var names: Set<ExactName> = []
      for (name, tensor) in tensors {
        do throws(FormatError) {
          let bytes = Array((name + suffix).utf8)
          guard bytes.count <= Int(UInt16.max), !bytes.contains(0), names.insert(ExactName(name)).inserted else {
            throw FormatError(.invalidName)
          }
          let tensor = AnyTensor(tensor)
          let header = try Npy.header(of: tensor)
          try archive.add(name: bytes, byteCount: header.count + tensor.byteCount, compressed: compressed) {
            member throws(FormatError) in
            try member.write(header)
            try tensor.withBytes { bytes throws(FormatError) in try member.write(bytes) }
          }
        } catch {
          throw error.inTensor(name)
        }
      }
      try archive.finish()
    }
  }
}
