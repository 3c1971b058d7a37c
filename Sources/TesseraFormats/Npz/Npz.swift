public import TesseraGraph

/// NumPy's format for several named arrays: `.npz`, a zip archive with one npy file a tensor.
///
/// Opening reads and checks the archive's directory; each tensor is read when it is asked for. Members may be stored or deflated.
/// As in NumPy, a tensor's name is that of its member without `.npy`.
public struct Npz: Sendable {
  /// The names of the tensors, in the order of the archive's directory.
  public let names: [String]

  private let members: [ZipMember]
  /// Positions in `members`. Names that Swift holds for equal can differ in their bytes.
  private let indices: [ExactName: Int]
  private let source: any ByteSource & Sendable
  private let path: String?

  /// Opens a file. It stays open for as long as the value lives.
  ///
  /// - Throws: `FormatError` when the file cannot be read or its directory breaks a rule of the format.
  /// - Complexity: O(members), one small read each.
  public init(contentsOf path: String) throws(FormatError) {
    do throws(FormatError) {
      try self.init(source: FileBytes(path: path), path: path)
    } catch {
      throw error.inFile(path)
    }
  }

  /// Takes the bytes of a file.
  ///
  /// - Throws: `FormatError` when the directory breaks a rule of the format.
  /// - Complexity: O(members).
  public init(bytes: [UInt8]) throws(FormatError) {
    try self.init(source: ArrayBytes(bytes: bytes), path: nil)
  }

  private init(source: some ByteSource & Sendable, path: String?) throws(FormatError) {
    members = try ZipDirectory(from: source).members
    names = members.map { $0.name.hasSuffix(Self.suffix) ? String($0.name.dropLast(Self.suffix.count)) : $0.name }
    var indices: [ExactName: Int] = [:]
    for (index, name) in names.enumerated() {
      guard indices.updateValue(index, forKey: ExactName(name)) == nil else {
        throw FormatError(.duplicateKey(name), at: members[index].headerPosition)
      }
    }
    self.indices = indices
    self.source = source
    self.path = path
  }

  static let suffix = ".npy"

  /// Reads a tensor.
  ///
  /// - Throws: `FormatError` when there is no such tensor, or its member cannot be read or breaks a rule of the format.
  /// - Complexity: one read of the member, one decompression if it is deflated, and one copy into the tensor's memory.
  public func tensor(named name: String) throws(FormatError) -> AnyTensor {
    do throws(FormatError) {
      guard let index = indices[ExactName(name)] else { throw FormatError(.noSuchTensor(name, available: names)) }
      return try read(members[index], named: name, from: source)
    } catch {
      throw error.inFile(path)
    }
  }

  /// Reads a tensor whose elements are of this type. Nothing is converted.
  ///
  /// - Throws: `FormatError` when there is no such tensor, its elements are of another type, or its member cannot be read.
  /// - Complexity: that of `tensor(named:)`.
  public func tensor<Element: TensorElement>(
    named name: String, as element: Element.Type
  ) throws(FormatError) -> Tensor<Element> {
    let tensor = try tensor(named: name)
    do throws(FormatError) {
      return try tensor.tensor(as: element)
    } catch {
      throw error.inTensor(name).inFile(path)
    }
  }

  private func read(_ member: ZipMember, named name: String, from source: some ByteSource) throws(FormatError)
    -> AnyTensor
  {
    let contents: HeapBytes
    do throws(FormatError) {
      contents = try member.contents(from: source)
    } catch {
      throw error.inTensor(name)
    }
    do throws(FormatError) {
      return try Npy.read(from: BorrowedBytes(bytes: UnsafeRawBufferPointer(contents.memory)))
    } catch {
      throw error.inMember(name)
    }
  }
}
