/// An index that arrived with a batch and lies outside of its axis. Nothing of the evaluation is kept; the evaluator works on.
public struct IndexError: Error, Hashable, Sendable {
  /// What the user called: `gather`, `scatter`.
  public let operation: String
  /// The index that came.
  public let index: Int64
  /// Its position among the indices, in row-major order.
  public let position: Int
  /// The extent of the axis; indices from -extent to extent - 1 are inside.
  public let extent: Int
}

extension IndexError: CustomStringConvertible {
  /// One sentence: what was expected and what came.
  public var description: String {
    extent == 0
      ? "\(operation): there is nothing to index on an axis of extent 0; got \(index) at position \(position) of the indices"
      : """
      \(operation): indices must be in \(-extent)...\(extent - 1) for an axis of extent \(extent); got \(index) at \
      position \(position) of the indices
      """
  }
}

/// Indices along one axis, with their check.
struct IndexedAxis: BitwiseCopyable {
  let extent: Int

  /// The index counted from the front, or nil when it lies outside.
  func resolved(_ index: Int64) -> Int? {
    let position = index < 0 ? Int(index) &+ extent : Int(index)
    return position >= 0 && position < extent ? position : nil
  }
}
