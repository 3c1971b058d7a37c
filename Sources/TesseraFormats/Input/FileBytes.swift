import Glibc

/// The bytes of an open file, read where they are needed.
///
/// Files are read and not mapped: a mapped file that another process cuts short ends this one.
final class FileBytes: ByteSource, Sendable {
  /// The size when the file was opened.
  let byteCount: Int
  private let descriptor: Int32

  init(path: String) throws(FormatError) {
    guard !path.utf8.contains(0) else { throw FormatError(.system(.open, code: EINVAL)) }
    // Without O_NONBLOCK a pipe would wait here for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { throw FormatError(.system(.open, code: errno)) }
    var status = stat()
    if fstat(descriptor, &status) != 0 {
      let code = errno
      close(descriptor)
      throw FormatError(.system(.status, code: code))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FormatError(.notRegularFile)
    }
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  func read(at position: Int, into destination: UnsafeMutableRawBufferPointer) throws(FormatError) {
    try require(UInt64(destination.count), at: position, for: .elements)
    guard let start = destination.baseAddress else { return }
    var done = 0
    while done < destination.count {
      let count = pread(descriptor, start + done, destination.count - done, position + done)
      if count < 0 {
        if errno == EINTR { continue }
        throw FormatError(.system(.read, code: errno), at: position + done)
      }
      // The file has become shorter since it was opened.
      if count == 0 {
        throw FormatError(
          .truncated(.elements, byteCount: UInt64(destination.count - done), available: 0), at: position + done)
      }
      done += count
    }
  }
}
