import Glibc

/// A file that appears under its path whole or not at all: it is written beside the path and renamed at the end.
///
/// Until `commit()` the path keeps what it had, and without it nothing stays behind. A link is followed, and the permissions of a file that is replaced are kept.
final class AtomicFile {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32
  private var isCommitted = false
  /// Bytes written so far.
  private(set) var byteCount = 0

  init(path: String) throws(FormatError) {
    guard !path.utf8.contains(0) else { throw FormatError(.system(.create, code: EINVAL)) }
    var mode: mode_t?
    var status = stat()
    var target = path
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { throw FormatError(.notRegularFile) }
      mode = status.st_mode & 0o777
      if let resolved = realpath(path, nil) {
        target = String(cString: resolved)
        free(resolved)
      }
    }
    self.path = target
    // A short name beside the path, since the name of the path may have all the bytes that a name can have.
    let folder = target.utf8.lastIndex(of: UInt8(ascii: "/")).map { target[...$0] } ?? ""
    temporaryPath = "\(folder).tessera-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    // Two writers must not meet in one temporary file; O_EXCL makes sure of it.
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FormatError(.system(.create, code: errno)) }
    if let mode { fchmod(descriptor, mode) }
  }

  deinit {
    close(descriptor)
    if !isCommitted { unlink(temporaryPath) }
  }

  /// Appends bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = Glibc.write(descriptor, start + done, bytes.count - done)
      if count < 0 {
        if errno == EINTR { continue }
        throw FormatError(.system(.write, code: errno), at: byteCount)
      }
      done += count
      byteCount += count
    }
  }

  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws(FormatError) {
    var failure: FormatError?
    bytes.withUnsafeBytes { buffer in
      do throws(FormatError) { try write(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Replaces bytes that were written before.
  func overwrite(at position: Int, with bytes: [UInt8]) throws(FormatError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done, position + done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FormatError(.system(.write, code: errno), at: position)
      }
      done += count
    }
  }

  /// Puts the file in the place of the path. It is on the disk before, so that a power cut leaves the old or the new one.
  func commit() throws(FormatError) {
    if fsync(descriptor) != 0 { throw FormatError(.system(.write, code: errno)) }
    if rename(temporaryPath, path) != 0 { throw FormatError(.system(.rename, code: errno)) }
    isCommitted = true
  }

  /// Writes a file with the closure and puts it in place; an error of either leaves the path as it was and names it.
  static func write(to path: String, _ body: (AtomicFile) throws(FormatError) -> Void) throws(FormatError) {
    do throws(FormatError) {
      let file = try AtomicFile(path: path)
      try body(file)
      try file.commit()
    } catch {
      throw error.inFile(path)
    }
  }
}
