/// An image of 8 by 8 pixels that is drawn as text, with lines below it.
struct DigitImage {
  static let width = 8
  static let pixelCount = width * width

  /// Brightness from 0 to 1, row by row.
  let pixels: [Float]
  let captions: [String]

  private static let shades = Array(" ░▒▓█")
  /// Two characters a pixel make it about square; the rest is the space between images.
  private static let columnWidth = 2 * width + 8

  private var lines: [String] {
    let rows = (0..<Self.width).map { row in
      pixels[row * Self.width..<(row + 1) * Self.width].map { pixel in
        let shade = Self.shades[Int((min(max(pixel, 0), 1) * Float(Self.shades.count - 1)).rounded())]
        return String(repeating: shade, count: 2)
      }.joined()
    }
    return rows + [""] + captions
  }

  /// Images beside each other.
  static func sideBySide(_ images: [DigitImage]) -> String {
    let columns = images.map(\.lines)
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { line in
      ("  " + columns.map { Text.padded($0[line], to: columnWidth) }.joined()).trimmingSuffix(" ")
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> Substring {
    var text = self[...]
    while text.last == character { text.removeLast() }
    return text
  }
}
