import TesseraGraph
import TesseraShapes

/// How one element lies in a file.
enum StoredType: Hashable, Sendable {
  /// As in memory.
  case element(ElementType)
  /// The upper half of a Float; widened while it is read.
  case bfloat16

  /// What it becomes in memory.
  var elementType: ElementType {
    switch self {
    case .element(let type): type
    case .bfloat16: .float32
    }
  }

  /// Bytes in the file.
  var byteCount: Int {
    switch self {
    case .element(let type): type.byteCount
    case .bfloat16: 2
    }
  }
}

/// A tensor as it lies in a file, and how it comes into memory.
struct StoredElements {
  /// NumPy's limit (NPY_MAXDIMS since version 2.0).
  static let maximumRank = 64

  var type: StoredType
  var extents: [Int]
  var isBigEndian = false
  var isColumnMajor = false

  /// The number of elements; nil when their bytes, in the file or in memory, do not fit an Int.
  var elementCount: Int? {
    guard let count = Self.elementCount(of: extents) else { return nil }
    let size = max(type.byteCount, type.elementType.byteCount)
    return count.multipliedReportingOverflow(by: size).overflow ? nil : count
  }

  /// The number of elements of a shape; nil for one that no tensor has, since its extents other than 0 have a product that does not fit an Int.
  static func elementCount(of extents: [Int]) -> Int? {
    guard Layout.elementCount(extents.filter { $0 != 0 }) != nil else { return nil }
    return Layout.elementCount(extents)
  }

  /// Reads `count` elements, which the caller has checked to lie inside of the source.
  func load(count: Int, from source: some ByteSource, at position: Int) throws(FormatError) -> AnyTensor {
    var storage = try allocate(count)
    switch type {
    case .bfloat16:
      try widen(count: count, from: source, at: position, to: storage)
    case .element(let element):
      try source.read(
        at: position,
        into: UnsafeMutableRawBufferPointer(start: storage.uninitializedBaseAddress, count: storage.byteCount))
      if element == .bool { try checkBools(storage, at: position) }
    }
    let wordSize = type.elementType.byteCount
    if isBigEndian {
      switch wordSize {
      case 2: swapBytes(storage, of: UInt16.self, count: count)
      case 4: swapBytes(storage, of: UInt32.self, count: count)
      case 8: swapBytes(storage, of: UInt64.self, count: count)
      default: break
      }
    }
    if isColumnMajor, extents.count(where: { $0 != 1 }) > 1, count > 0 {
      let rowMajor = try allocate(count)
      switch wordSize {
      case 1: reorder(UInt8.self, from: storage, to: rowMajor)
      case 2: reorder(UInt16.self, from: storage, to: rowMajor)
      case 4: reorder(UInt32.self, from: storage, to: rowMajor)
      default: reorder(UInt64.self, from: storage, to: rowMajor)
      }
      storage = rowMajor
    }
    return AnyTensor(type.elementType, shape: Shape(extents: extents), count: count, storage: storage)
  }

  private func allocate(_ count: Int) throws(FormatError) -> TensorStorage {
    let byteCount = count * type.elementType.byteCount
    guard let storage = TensorStorage(byteCount: byteCount) else {
      throw FormatError(.outOfMemory(byteCount: byteCount))
    }
    return storage
  }

  /// Another value than 0 and 1 in a Bool is undefined behaviour in Swift.
  private func checkBools(_ storage: TensorStorage, at position: Int) throws(FormatError) {
    let bytes = UnsafeRawBufferPointer(start: storage.baseAddress, count: storage.byteCount)
    guard bytes.reduce(0, |) > 1, let index = bytes.firstIndex(where: { $0 > 1 }) else { return }
    throw FormatError(.bool(bytes[index]), at: position + index)
  }

  /// A bfloat16 is the upper half of the Float with the same value.
  private func widen(
    count: Int, from source: some ByteSource, at position: Int, to storage: TensorStorage
  ) throws(FormatError) {
    let step = 1 << 16
    let chunk = try HeapBytes(byteCount: 2 * min(step, count))
    let halves = chunk.memory.bindMemory(to: UInt16.self)
    let floats = storage.uninitializedBaseAddress.bindMemory(to: UInt32.self, capacity: count)
    for start in stride(from: 0, to: count, by: step) {
      let length = min(step, count - start)
      try source.read(
        at: position + 2 * start, into: UnsafeMutableRawBufferPointer(rebasing: chunk.memory[..<(2 * length)]))
      for index in 0..<length { floats[start + index] = UInt32(halves[index]) << 16 }
    }
  }

  private func swapBytes<Word: FixedWidthInteger>(_ storage: TensorStorage, of word: Word.Type, count: Int) {
    let words = storage.uninitializedBaseAddress.bindMemory(to: word, capacity: count)
    for index in 0..<count { words[index] = words[index].byteSwapped }
  }

  /// Column-major to row-major. The first axis is dense in the source and the last one in the destination, so the two are walked
  /// in square tiles: each cache line is used whole while it is there.
  private func reorder<Word: FixedWidthInteger>(_ word: Word.Type, from: TensorStorage, to: TensorStorage) {
    let source = from.baseAddress.assumingMemoryBound(to: word)
    let destination = to.uninitializedBaseAddress.assumingMemoryBound(to: word)
    let (rows, columns) = (extents[0], extents[extents.count - 1])
    let between = Array(extents[1..<(extents.count - 1)])
    let betweenCount = between.reduce(1, *)
    let (rowStride, columnStride) = (betweenCount * columns, rows * betweenCount)
    let tile = 32
    var index = Array(repeating: 0, count: between.count)
    for middle in 0..<betweenCount {
      var offset = 0
      for axis in between.indices.reversed() { offset = offset * between[axis] + index[axis] }
      for rowStart in stride(from: 0, to: rows, by: tile) {
        for columnStart in stride(from: 0, to: columns, by: tile) {
          for row in rowStart..<min(rowStart + tile, rows) {
            let line = destination + row * rowStride + middle * columns
            let column0 = source + row + offset * rows
            for column in columnStart..<min(columnStart + tile, columns) {
              line[column] = column0[column * columnStride]
            }
          }
        }
      }
      for axis in between.indices.reversed() {
        index[axis] += 1
        if index[axis] < between[axis] { break }
        index[axis] = 0
      }
    }
  }
}
