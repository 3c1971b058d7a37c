import Glibc

/// Small files that the kernel writes.
enum SystemFile {
  /// The list of mounts of a machine with many containers is the largest that is read here; a longer file is cut.
  private static let largest = 4 << 20

  /// The whole file as text; nil when it cannot be read. Bytes that are no UTF-8 are replaced.
  static func text(_ path: String) -> String? {
    // Its size cannot be asked for: the kernel writes it as it is read.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while bytes.count < largest {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
