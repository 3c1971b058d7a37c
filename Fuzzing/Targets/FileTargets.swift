import Tessera

/// Reads the bytes as a file of each format, every tensor of it to its last element.
enum FileTargets {
  static func npy(_ bytes: [UInt8]) {
    do { consume(try Npy.read(bytes: bytes.span.bytes)) } catch { _ = error.description.utf8.count }
  }

  static func safetensors(_ bytes: [UInt8]) {
    do {
      let file = try Safetensors(bytes: bytes)
      for name in file.names {
        do { consume(try file.tensor(named: name)) } catch { _ = error.description.utf8.count }
      }
    } catch { _ = error.description.utf8.count }
  }

  /// A checksum hides what lies behind it from random bytes; so it is put right once, in the bytes themselves, and the file is read again.
  static func npz(_ bytes: [UInt8]) {
    var mended = bytes
    for (expected, found) in archive(bytes) { mended.replace(expected, with: found) }
    if mended != bytes { _ = archive(mended) }
  }

  /// Reads every member; gives the checksums that do not fit.
  private static func archive(_ bytes: [UInt8]) -> [(UInt32, UInt32)] {
    var checksums: [(UInt32, UInt32)] = []
    do {
      let file = try Npz(bytes: bytes)
      for name in file.names {
        do { consume(try file.tensor(named: name)) } catch {
          if case .checksum(let expected, let found) = error.reason { checksums.append((expected, found)) }
          _ = error.description.utf8.count
        }
      }
    } catch { _ = error.description.utf8.count }
    return checksums
  }

  private static func consume(_ value: AnyTensor) {
    precondition(value.count == value.shape.elementCount, "a tensor has another count than its shape")
    func read<Element>(_ tensor: Tensor<Element>) {
      var hasher = Hasher()
      let span = tensor.span
      for index in span.indices { hasher.combine(span[index]) }
      _ = hasher.finalize()
    }
    switch value {
    case .float32(let tensor): read(tensor)
    case .float64(let tensor): read(tensor)
    case .float16(let tensor): read(tensor)
    case .int64(let tensor): read(tensor)
    case .int32(let tensor): read(tensor)
    case .int8(let tensor): read(tensor)
    case .uint8(let tensor): read(tensor)
    case .bool(let tensor): read(tensor)
    }
  }
}

extension [UInt8] {
  /// Puts another number wherever this one stands, little-endian.
  fileprivate mutating func replace(_ number: UInt32, with other: UInt32) {
    for index in indices.dropLast(3)
    where (0..<4).allSatisfy({ self[index + $0] == UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }) {
      for offset in 0..<4 { self[index + offset] = UInt8(truncatingIfNeeded: other >> (8 * UInt32(offset))) }
    }
  }
}
