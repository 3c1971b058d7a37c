import CTesseraKernels
import TesseraTestSupport
import Testing

/// Products of rows with panels, of every small shape.
@Suite struct PanelTests {
  @Test(arguments: Level.supported) func productsAreSumsOfProducts(level: Level) throws {
    try check(Float.self, tessera_panels(level.kernelLevel, tessera_float32).pointee)
    try check(Double.self, tessera_panels(level.kernelLevel, tessera_float64).pointee)
  }

  @Test(arguments: Level.supported) func onlyFloatingPointNumbersHaveProducts(level: Level) {
    #expect(tessera_panels(level.kernelLevel, tessera_int64) == nil)
    #expect(tessera_panels(level.kernelLevel, tessera_bool) == nil)
  }

  /// Integers small enough for every sum to be exact, so that the results must be equal.
  private func check<Element: BinaryFloatingPoint>(_ type: Element.Type, _ kernels: tessera_panel_kernels) throws {
    let width = Int(TESSERA_PANEL_BYTES) / MemoryLayout<Element>.stride
    try withSeed { generator in
      for rows in Array(1...27) + [64] {
        let columns = Int.random(in: 1...5 * width, using: &generator)
        let inner = Int.random(in: 1...40, using: &generator)
        let (leftStride, resultStride) = (inner + generator.pick([0, 3]), columns + generator.pick([0, 5]))
        let isTransposed = generator.chance(0.5)
        func values(_ count: Int) -> [Element] {
          (0..<count).map { _ in Element(Int.random(in: -8...8, using: &generator)) }
        }
        let bias = generator.chance(0.5) ? values(columns) : nil
        let (left, right, before) = (values(rows * leftStride), values(inner * columns), values(rows * resultStride))
        func rightElement(_ k: Int, _ j: Int) -> Element { right[isTransposed ? j * inner + k : k * columns + j] }

        let panelCount = (columns + width - 1) / width
        var panels = Array(repeating: Element(99), count: panelCount * inner * width)
        for panel in 0..<panelCount {
          panels.withUnsafeMutableBufferPointer { panels in
            right.withUnsafeBufferPointer { right in
              kernels.pack(
                right.baseAddress.map { $0 + panel * width * (isTransposed ? inner : 1) }, isTransposed ? 1 : columns,
                isTransposed ? inner : 1, panels.baseAddress.map { $0 + panel * inner * width }, inner,
                columns - panel * width)
            }
          }
        }
        // Rows of a whole panel's width can be read in place too.
        let forms = columns >= width && !isTransposed ? [true, false] : [true]
        for (accumulates, isPacked) in [false, true].flatMap({ sum in forms.map { (sum, $0) } }) {
          var result = before
          left.withUnsafeBufferPointer { left in
            (isPacked ? panels : right).withUnsafeBufferPointer { panels in
              result.withUnsafeMutableBufferPointer { result in
                var call = tessera_panel_product()
                (call.lhs, call.lhs_stride) = (UnsafeRawPointer(left.baseAddress), leftStride)
                (call.rhs, call.following) = (
                  UnsafeRawPointer(panels.baseAddress), UnsafeRawPointer(panels.baseAddress)
                )
                (call.rhs_stride, call.rhs_panel_stride) = isPacked ? (width, inner * width) : (columns, width)
                call.is_packed = isPacked ? 1 : 0
                (call.output, call.output_stride) = (UnsafeMutableRawPointer(result.baseAddress), resultStride)
                (call.rows, call.columns, call.inner, call.accumulates) = (rows, columns, inner, accumulates ? 1 : 0)
                call.is_far = accumulates == isPacked ? 1 : 0
                (bias ?? []).withUnsafeBufferPointer { row in
                  call.bias = bias == nil ? nil : UnsafeRawPointer(row.baseAddress)
                  kernels.multiply(&call)
                }
              }
            }
          }
          for row in 0..<rows {
            for column in 0..<resultStride {
              let old = before[row * resultStride + column]
              var expected = column < columns && !accumulates ? 0 : old
              if column < columns {
                expected += bias?[column] ?? 0
                for k in 0..<inner { expected += left[row * leftStride + k] * rightElement(k, column) }
              }
              #expect(
                result[row * resultStride + column] == expected,
                "[\(row), \(column)] of \(rows) x \(inner) x \(columns), accumulates \(accumulates), packed \(isPacked), row \(bias != nil), \(generator)"
              )
            }
          }
        }
      }
    }
  }
}
