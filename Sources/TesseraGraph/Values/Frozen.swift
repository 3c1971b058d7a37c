/// A value that the compiler cannot see to be safe to share, with the argument that it is: the one `@unchecked Sendable` of the package.
///
/// The memory behind a `Frozen` pointer is written by the one task that creates it, before any other task can reach it, and is never
/// written again while more than one reference to its owner exists. Its owner frees it when the last reference goes. Three owners exist:
/// `TensorStorage` (elements), `OperandList` (the operands of a node) and the runtime's `Executable` (the plain steps of a plan).
package struct Frozen<Value>: @unchecked Sendable {
  package let value: Value

  package init(_ value: Value) { self.value = value }
}
