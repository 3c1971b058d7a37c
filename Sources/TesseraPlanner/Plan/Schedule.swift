package import TesseraShapes

/// Steps in order and in bands, the buffers that they write, and where the outputs are.
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
    package internal(set) var byteCount: Int
    package internal(set) var purpose: Purpose
    /// Bytes of one slice of the band where the buffer lives for one block at a time, in memory of each worker; nil where it is whole.
    package internal(set) var localSliceByteCount: Int?
  }

  package struct Output: Sendable {
    package let value: Int
    package let buffer: Int
    package let extents: [Int]
    package let elementType: ElementType
  }

  package internal(set) var steps: [Step] = []
  package internal(set) var bands: [Band] = []
  package internal(set) var buffers: [Buffer] = []
  package internal(set) var outputs: [Output] = []
}
