import CTesseraKernels
import Testing

/// Copies that change the order of elements, for every size of them.
@Suite struct MovementTests {
  @Test func gatherFollowsItsStride() {
    for size in [1, 2, 4, 8] {
      for stride in [-7, -1, 0, 1, 2, 3, 16] {
        for count in [0, 1, 2, 5, 16, 33, 100] {
          let span = (max(count, 1) - 1) * abs(stride) + 1, first = stride < 0 ? span - 1 : 0
          let input = (0..<span * size).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) }
          var output = [UInt8](repeating: 0xA5, count: count * size + 1)
          input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
              tessera_gather(source.baseAddress.map { $0 + first * size }, stride, target.baseAddress, count, size)
            }
          }
          let expected = (0..<count).flatMap { index in
            let start = (first + index * stride) * size
            return input[start..<start + size]
          }
          #expect(output == expected + [0xA5], "size \(size), stride \(stride), count \(count)")
        }
      }
    }
  }

  @Test func rowsAreCopiedOneBehindTheOther() {
    for bytes in [0, 1, 4, 31, 32, 33, 64, 100, 1024, 1025] {
      for (rows, stride) in [(0, 100), (1, 0), (3, 1030), (4, 0), (3, -1040), (7, 1025)] {
        let span = (max(rows, 1) - 1) * abs(stride) + bytes, first = stride < 0 ? span - bytes : 0
        let input = (0..<span).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) }
        var output = [UInt8](repeating: 0xA5, count: rows * bytes + 1)
        input.withUnsafeBytes { source in
          output.withUnsafeMutableBytes { target in
            tessera_copy_rows(source.baseAddress.map { $0 + first }, stride, target.baseAddress, rows, bytes)
          }
        }
        let expected = (0..<rows).flatMap { row in input[first + row * stride..<first + row * stride + bytes] }
        #expect(output == expected + [0xA5], "\(rows) rows of \(bytes) bytes, stride \(stride)")
      }
    }
  }

  @Test func transposeTurnsEveryShape() {
    for size in [1, 2, 4, 8] {
      for (rows, columns) in [
        (0, 3), (3, 0), (1, 1), (1, 70), (70, 1), (3, 5), (16, 16), (17, 64), (64, 65), (130, 67),
      ] {
        for gap in [0, 3] {
          let inputStride = columns + gap, outputStride = rows + gap, mark: UInt8 = 0xA5
          let input = (0..<rows * inputStride * size).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) }
          var expected = [UInt8](repeating: mark, count: columns * outputStride * size + 1), output = expected
          for i in 0..<rows {
            for j in 0..<columns {
              let from = (i * inputStride + j) * size, to = (j * outputStride + i) * size
              expected.replaceSubrange(to..<to + size, with: input[from..<from + size])
            }
          }
          input.withUnsafeBytes { source in
            output.withUnsafeMutableBytes { target in
              tessera_transpose(source.baseAddress, inputStride, target.baseAddress, outputStride, rows, columns, size)
            }
          }
          #expect(output == expected, "size \(size), \(rows) x \(columns), gap \(gap)")
        }
      }
    }
  }
}
