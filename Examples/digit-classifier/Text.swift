import Foundation

/// Numbers and columns as text.
enum Text {
  /// 0.98 with four digits after the point: `0.9800`.
  static func fixed(_ value: Double, digits: Int) -> String { String(format: "%.\(digits)f", value) }

  /// Two digits and an exponent: `3.1e-07`.
  static func scientific(_ value: Double) -> String { String(format: "%.1e", value) }

  /// Bytes with a unit that a person can read: `24.0 KiB`.
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<1024: "\(count) bytes"
    case ..<1_048_576: fixed(Double(count) / 1024, digits: 1) + " KiB"
    default: fixed(Double(count) / 1_048_576, digits: 1) + " MiB"
    }
  }

  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }
}
