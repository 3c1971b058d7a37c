import TesseraGraph

/// Finds the value that computes an operation of given operands, where there is one.
///
/// Open addressing with linear probing; the values themselves are the keys.
struct ValueTable {
  private struct Slot {
    /// Tells most others apart without a look at the value.
    var hash: UInt64 = 0
    /// -1 for a slot that is free.
    var number = -1
  }

  private var slots: [Slot]

  /// - Parameter capacity: the most values that may come.
  init(capacity: Int) {
    var count = 16
    while count < 2 * capacity { count *= 2 }
    slots = Array(repeating: Slot(), count: count)
  }

  /// The number of the value, or nil after the new one was noted under the number that follows the last value's.
  mutating func find(_ operation: Operation, _ operands: OperandNumbers, in values: [ProgramGraph.Value]) -> Int? {
    let hash = Self.hash(operation, operands)
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index].number >= 0 {
      let number = slots[index].number
      if slots[index].hash == hash, values[number].operands == operands, values[number].operation == operation {
        return number
      }
      index = (index + 1) & mask
    }
    slots[index] = Slot(hash: hash, number: values.count)
    return nil
  }

  static func hash(_ operation: Operation, _ operands: OperandNumbers) -> UInt64 {
    var hash = UInt64(0).mixed(with: operation.fingerprint)
    for operand in operands { hash = hash.mixed(with: operand) }
    return hash
  }
}
