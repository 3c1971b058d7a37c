/// The numbers of a value's operands; up to three, which is all but the longest concatenations, need no memory of their own.
package struct OperandNumbers: RandomAccessCollection, Hashable, Sendable {
  private var first = 0
  private var second = 0
  private var third = 0
  /// All of them when there are more than three, otherwise none.
  private var list: [Int] = []
  package let endIndex: Int

  /// The numbers that a function gives for the positions below a count.
  package init(count: Int, _ number: (Int) -> Int) {
    endIndex = count
    if count > 3 {
      list = (0..<count).map(number)
      return
    }
    if count > 0 { first = number(0) }
    if count > 1 { second = number(1) }
    if count > 2 { third = number(2) }
  }

  package var startIndex: Int { 0 }

  package subscript(position: Int) -> Int {
    precondition(position >= 0 && position < endIndex, "OperandNumbers: the position lies outside of the list")
    if endIndex > 3 { return list[position] }
    return position == 0 ? first : position == 1 ? second : third
  }
}
