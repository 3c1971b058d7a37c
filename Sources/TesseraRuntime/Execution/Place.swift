/// Where memory is during an evaluation: bytes from one of the evaluation's base addresses.
struct Place: BitwiseCopyable {
  /// The position among the bases.
  var base: Int
  /// Bytes from there.
  var offset: Int
}

/// The addresses that differ from one evaluation to the next.
///
/// Base 0 is address 0, so that memory that stays has a place as well: its own address.
struct Bases: BitwiseCopyable {
  static let absolute = 0
  static let workspace = 1
  static let outputs = 2
  static let firstInput = 3

  let addresses: UnsafePointer<UInt>

  func read(_ place: Place) -> UnsafeRawPointer { UnsafeRawPointer(write(place)) }

  func write(_ place: Place) -> UnsafeMutableRawPointer {
    guard let pointer = UnsafeMutableRawPointer(bitPattern: addresses[place.base] &+ UInt(bitPattern: place.offset))
    else {
      preconditionFailure("Bases: memory at address 0")
    }
    return pointer
  }
}
