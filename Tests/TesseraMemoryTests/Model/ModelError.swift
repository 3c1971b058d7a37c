/// Where the pool and its model disagree.
struct ModelError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Throws unless the condition holds.
func check(_ condition: Bool, _ sentence: @autoclosure () -> String) throws(ModelError) {
  guard condition else { throw ModelError(sentence()) }
}
