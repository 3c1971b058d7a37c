import Glibc

/// A bar on standard error while standard error is a terminal; nothing otherwise.
struct ProgressBar {
  private static let width = 40

  private let title: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private var shown = -1

  init(title: String) { self.title = title }

  /// Draws the bar for a share from 0 to 1, when it differs from the one on the screen.
  mutating func show(_ share: Double) {
    let percent = Int(min(max(share, 0), 1) * 100)
    guard isShown, percent != shown else { return }
    shown = percent
    let filled = percent * Self.width / 100
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    write("\r\(title) [\(bar)] \(percent) %")
  }

  /// Takes the bar away, so that what is printed next begins on an empty line.
  func clear() {
    if shown >= 0 { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    var text = text
    // A terminal that goes away is no reason to stop.
    text.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}
