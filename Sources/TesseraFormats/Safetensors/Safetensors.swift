public import TesseraGraph
public import TesseraShapes

/// A safetensors file: named tensors and text about them.
///
/// Opening reads and checks the header; each tensor is read when it is asked for. The types F16, BF16 (widened to Float), F32, F64, I8,
/// U8, I32, I64 and BOOL are read. A tensor of another type of the format only fails when it is asked for.
public struct Safetensors: Sendable {
  /// The text that the file carries about itself.
  public let metadata: [String: String]
  /// The names of the tensors, in the order of their elements in the file.
  public let names: [String]

  private let entries: [SafetensorsHeader.Entry]
  /// Positions in `entries`. Names that Swift holds for equal can differ in their bytes.
  private let indices: [ExactName: Int]
  private let source: any ByteSource & Sendable
  private let path: String?

  /// Opens a file. It stays open for as long as the value lives.
  ///
  /// - Throws: `FormatError` when the file cannot be read or its header breaks a rule of the format.
  /// - Complexity: O(bytes of the header).
  public init(contentsOf path: String) throws(FormatError) {
    do throws(FormatError) {
      try self.init(source: FileBytes(path: path), path: path)
    } catch {
      throw error.inFile(path)
    }
  }

  /// Takes the bytes of a file.
  ///
  /// - Throws: `FormatError` when the header breaks a rule of the format.
  /// - Complexity: O(bytes of the header).
  public init(bytes: [UInt8]) throws(FormatError) {
    try self.init(source: ArrayBytes(bytes: bytes), path: nil)
  }

  private init(source: some ByteSource & Sendable, path: String?) throws(FormatError) {
    let header = try SafetensorsHeader(from: source)
    metadata = header.metadata
    names = header.entries.map(\.name)
    entries = header.entries
    var indices: [ExactName: Int] = [:]
    for (index, entry) in entries.enumerated() { indices[ExactName(entry.name)] = index }
    self.indices = indices
    self.source = source
    self.path = path
  }

  /// The shape of a tensor, without reading it; nil when there is no tensor of this name.
  public func shape(of name: String) -> Shape? {
    indices[ExactName(name)].map { Shape(extents: entries[$0].extents) }
  }

  /// What the elements of a tensor become here, without reading it; nil when there is no tensor of this name or of a type that no
  /// tensor holds.
  public func elementType(of name: String) -> ElementType? {
    indices[ExactName(name)].flatMap { entries[$0].type.stored?.elementType }
  }

  /// Reads a tensor.
  ///
  /// - Throws: `FormatError` when there is no such tensor, no tensor holds its type, or its elements cannot be read.
  /// - Complexity: one read of the elements into the tensor's memory.
  public func tensor(named name: String) throws(FormatError) -> AnyTensor {
    do throws(FormatError) {
      guard let index = indices[ExactName(name)] else { throw FormatError(.noSuchTensor(name, available: names)) }
      return try read(entries[index])
    } catch {
      throw error.inFile(path)
    }
  }

  /// Reads a tensor whose elements are of this type. Nothing is converted, except that BF16 becomes Float.
  ///
  /// - Throws: `FormatError` when there is no such tensor, its elements are of another type, or they cannot be read.
  /// - Complexity: one read of the elements into the tensor's memory.
  public func tensor<Element: TensorElement>(
    named name: String, as element: Element.Type
  ) throws(FormatError) -> Tensor<Element> {
    // A wrong type is known from the header: nothing is read then.
    if let found = elementType(of: name), found != Element.elementType {
      throw FormatError(.elementType(expected: Element.elementType, found: found), tensor: name, file: path)
    }
    return try tensor(named: name).tensor(as: element)
  }

  private func read(_ entry: SafetensorsHeader.Entry) throws(FormatError) -> AnyTensor {
    do throws(FormatError) {
      let elements = entry.type.stored.map { StoredElements(type: $0, extents: entry.extents) }
      guard let elements, let count = elements.elementCount else {
        throw FormatError(.unknownElementType(entry.type.name), at: entry.headerPosition)
      }
      return try load(elements, count: count, from: source, at: entry.range.lowerBound)
    } catch {
      throw error.inTensor(entry.name)
    }
  }

  /// Opens the existential.
  private func load(
    _ elements: StoredElements, count: Int, from source: some ByteSource, at position: Int
  ) throws(FormatError) -> AnyTensor {
    try elements.load(count: count, from: source, at: position)
  }
}
