/// A name that is compared by its bytes: Swift's strings are equal when they look the same, the names in a file are not.
struct ExactName: Hashable {
  let bytes: [UInt8]

  init(_ name: String) { bytes = Array(name.utf8) }

  // One call for all bytes; the array's own way is one a byte.
  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}
