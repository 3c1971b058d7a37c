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

  /// The file that lies at an address of this process, from a line such as `7f10-7f20 r-xp 00001000 08:01 1234  /usr/lib/libopenblas.so.0`
  /// (hexadecimal) of its memory map; nil when there is none.
  ///
  /// - Parameter root: what the path is below: empty, or the folder of a made-up machine.
  static func mappedFile(at address: UInt, root: String = "") -> String? {
    for line in (text(root + "/proc/self/maps") ?? "").split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 5)
      guard let ends = fields.first?.split(separator: "-"), ends.count == 2 else { continue }
      guard let first = UInt(ends[0], radix: 16), let end = UInt(ends[1], radix: 16) else { continue }
      guard first <= address, address < end else { continue }
      guard fields.count == 6, let start = fields[5].firstIndex(of: "/") else { return nil }
      return String(fields[5][start...])
    }
    return nil
  }
}
