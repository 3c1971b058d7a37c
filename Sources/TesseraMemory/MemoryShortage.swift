/// A batch that an evaluator's byte limit has no room for: what it needs, and what lies in memory when it needs the most.
public struct MemoryShortage: Hashable, Sendable {
  /// The bytes that must be reserved for the batch, besides those in use: the smallest limit that it would fit, where none are.
  public let byteCount: Int
  /// The bytes that results of earlier evaluations hold, until the next reset.
  public let inUse: Int
  /// The evaluator's limit.
  public let limit: Int
  /// The bytes of what the steps hand to each other. Blocks of the pool are powers of two, so more must be reserved.
  public let workspaceByteCount: Int
  /// The bytes of the results. Blocks of the pool are powers of two, so more must be reserved.
  public let outputByteCount: Int
  /// The largest tensors that are alive at the peak, at most `listedCount`, the largest first.
  public let largest: [PlannedTensor]
  /// How many more there are.
  public let otherCount: Int
  /// The bytes of these others.
  public let otherByteCount: Int

  /// How many tensors are listed one by one.
  public static let listedCount = 5

  /// - Parameter tensors: what is alive at the peak, the largest first.
  package init(
    byteCount: Int, inUse: Int, limit: Int, workspaceByteCount: Int, outputByteCount: Int, tensors: [PlannedTensor]
  ) {
    self.byteCount = byteCount
    self.inUse = inUse
    self.limit = limit
    self.workspaceByteCount = workspaceByteCount
    self.outputByteCount = outputByteCount
    largest = Array(tensors.prefix(Self.listedCount))
    otherCount = tensors.count - largest.count
    otherByteCount = tensors.dropFirst(Self.listedCount).reduce(0) { $0 + $1.byteCount }
  }
}

/// A tensor that a plan has memory for.
public struct PlannedTensor: Hashable, Sendable {
  /// The operation that computes it, or the output that it is.
  public let name: String
  /// The type of its elements, as in `Float`.
  public let elementType: String
  /// Its extents.
  public let extents: [Int]
  /// The bytes of memory that it takes; fewer than its elements have where only some of its rows are in memory at once.
  public let byteCount: Int

  package init(name: String, elementType: String, extents: [Int], byteCount: Int) {
    self.name = name
    self.elementType = elementType
    self.extents = extents
    self.byteCount = byteCount
  }
}
