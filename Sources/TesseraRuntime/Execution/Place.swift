/// Where memory is during an evaluation: bytes from one of the evaluation's base addresses.
struct Place: BitwiseCopyable {
  /// The position among the bases.
  var base: Int
  /// Bytes from there.
  var offset: Int
  /// Where memory holds one block of a band's slices at a time: bytes of a slice; the first slice of the block lies at the offset.
  var sliceByteCount = 0
}

/// The addresses that differ from one evaluation to the next.
///
/// Base 0 is address 0, so that memory that stays has a place as well: its own address.
struct Bases: BitwiseCopyable {
  static let absolute = 0
  static let workspace = 1
  static let outputs = 2
  static let firstInput = 3
  /// Not among the addresses: the memory of the worker that runs.
  static let worker = -1

  let addresses: UnsafePointer<UInt>
  /// The memory of the worker that runs, and the first slice of its block.
  var workerAddress: UInt = 0
  var firstSlice = 0

  func read(_ place: Place) -> UnsafeRawPointer { UnsafeRawPointer(write(place)) }

  func write(_ place: Place) -> UnsafeMutableRawPointer {
    let base =
      place.base == Bases.worker
      ? workerAddress &- UInt(bitPattern: firstSlice &* place.sliceByteCount) : addresses[place.base]
    guard let pointer = UnsafeMutableRawPointer(bitPattern: base &+ UInt(bitPattern: place.offset)) else {
      preconditionFailure("Bases: memory at address 0")
    }
    return pointer
  }
}
