package import TesseraShapes

/// Steps in order, the buffers that they write, and where the outputs are.
package struct Schedule: Sendable {
  /// What a buffer is for.
  package enum Purpose: Sendable {
    /// Between steps.
    case intermediate
    /// Given to the caller.
    case output
    /// Within one step.
    case scratch
  }

  package struct Buffer: Sendable {
    package let byteCount: Int
    package internal(set) var purpose: Purpose
  }

  package struct Output: Sendable {
    package let value: Int
    package let buffer: Int
    package let extents: [Int]
    package let elementType: ElementType
  }

  package internal(set) var steps: [Step] = []
  package internal(set) var buffers: [Buffer] = []
  package internal(set) var outputs: [Output] = []
}
