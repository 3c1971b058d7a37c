import CTesseraKernels
import TesseraTestSupport
import Testing

/// The kernels of one level for one element type, called with arrays.
struct Kernels<Element: TableElement> {
  let table: UnsafePointer<tessera_kernel_table>

  init(_ level: Level) throws { table = try #require(tessera_kernels(level.kernelLevel, Element.element)) }

  /// An entry of one of the table's arrays.
  private func entry<Array, Kernel>(_ array: KeyPath<tessera_kernel_table, Array>, _ index: Int) throws -> Kernel {
    let offset = try #require(MemoryLayout<tessera_kernel_table>.offset(of: array))
    let kernels = UnsafeRawPointer(table).advanced(by: offset).assumingMemoryBound(to: Kernel?.self)
    return try #require(kernels[index])
  }

  func unary(_ function: tessera_unary_function) throws -> tessera_unary_kernel {
    try entry(\.unary, Int(function.rawValue))
  }

  func binary(_ function: tessera_binary_function, _ form: tessera_form) throws -> tessera_binary_kernel {
    try entry(\.binary, Int(function.rawValue * tessera_form_count.rawValue + form.rawValue))
  }

  func row(_ reduction: tessera_reduction) throws -> tessera_row_reduction {
    try entry(\.row, Int(reduction.rawValue))
  }

  func columns(_ reduction: tessera_reduction) throws -> tessera_column_reduction {
    try entry(\.columns, Int(reduction.rawValue))
  }

  func apply(_ kernel: tessera_unary_kernel, _ input: some Collection<Element>, _ place: Place = .aligned) -> [Element]
  {
    place.run(input, [], input.count) { input, _, output, count in kernel(input, output, count) }
  }

  func apply(
    _ kernel: tessera_binary_kernel, _ lhs: some Collection<Element>, _ rhs: some Collection<Element>, count: Int,
    _ place: Place = .aligned
  ) -> [Element] {
    place.run(lhs, rhs, count) { lhs, rhs, output, count in kernel(lhs, rhs, output, count) }
  }

  func reduce(_ reduction: tessera_reduction, _ row: some Collection<Element>, _ place: Place = .aligned) throws
    -> Element
  {
    let kernel = try self.row(reduction)
    return place.run(row, [], 1) { input, _, output, _ in kernel(input, output, row.count) }[0]
  }

  /// A byte an element.
  func bytes(_ kernel: tessera_unary_kernel, _ input: some Collection<Element>, _ place: Place = .aligned) -> [UInt8] {
    place.run(input, [], input.count, as: UInt8.self) { input, _, output, count in kernel(input, output, count) }
  }

  func bytes(
    _ kernel: tessera_binary_kernel, _ lhs: some Collection<Element>, _ rhs: some Collection<Element>, count: Int,
    _ place: Place = .aligned
  ) -> [UInt8] {
    place.run(lhs, rhs, count, as: UInt8.self) { lhs, rhs, output, count in kernel(lhs, rhs, output, count) }
  }

  func smallestIndex(_ row: [Element]) throws -> Int {
    let kernel = try #require(table.pointee.smallest_index)
    return row.withUnsafeBytes { Int(kernel($0.baseAddress, row.count)) }
  }

  func largestIndex(_ row: [Element]) throws -> Int {
    let kernel = try #require(table.pointee.largest_index)
    return row.withUnsafeBytes { Int(kernel($0.baseAddress, row.count)) }
  }
}

/// Where the operands and the output of a call lie.
struct Place: Sendable, CustomStringConvertible {
  /// Bytes beyond an address that is a multiple of 64.
  var offset: Int
  /// The operand that the output overwrites: 0, 1 or none.
  var overwritten: Int?

  static let aligned = Place(offset: 0, overwritten: nil)
  var description: String { "offset \(offset)" + (overwritten.map { ", over operand \($0)" } ?? "") }

  typealias Call = (UnsafeRawPointer, UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void

  /// Copies the operands to such a place, calls, and gives the output; a byte written outside it is an issue.
  func run<Element: BitwiseCopyable>(
    _ first: some Collection<Element>, _ second: some Collection<Element>, _ count: Int, _ call: Call
  ) -> [Element] {
    run(first, second, count, as: Element.self, call)
  }

  /// The same for an output of another type; it overwrites an operand only where its elements are as large.
  func run<Element: BitwiseCopyable, Output: BitwiseCopyable>(
    _ first: some Collection<Element>, _ second: some Collection<Element>, _ count: Int, as type: Output.Type,
    _ call: Call
  ) -> [Output] {
    withGuardedBytes(first.count * MemoryLayout<Element>.stride) { firstBytes in
      withGuardedBytes(second.count * MemoryLayout<Element>.stride) { secondBytes in
        withGuardedBytes(count * MemoryLayout<Output>.stride) { separate in
          copy(first, to: firstBytes)
          copy(second, to: secondBytes)
          let output = overwritten == 0 ? firstBytes : overwritten == 1 ? secondBytes : separate
          call(firstBytes, secondBytes, output, count)
          return (0..<count).map {
            output.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Output>.stride, as: Output.self)
          }
        }
      }
    }
  }

  private func copy<Element: BitwiseCopyable>(_ elements: some Collection<Element>, to bytes: UnsafeMutableRawPointer) {
    for (index, element) in elements.enumerated() {
      bytes.storeBytes(of: element, toByteOffset: index * MemoryLayout<Element>.stride, as: Element.self)
    }
  }

  private func withGuardedBytes<Result>(_ byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    let padding = 64, total = padding + offset + byteCount + padding, mark: UInt8 = 0xA5
    return withUnsafeTemporaryAllocation(byteCount: total, alignment: 64) { bytes in
      for index in bytes.indices { bytes[index] = mark }
      let start = padding + offset
      defer {
        let untouched =
          bytes[..<start].allSatisfy { $0 == mark } && bytes[(start + byteCount)...].allSatisfy { $0 == mark }
        #expect(untouched, "bytes around \(byteCount) were written (\(self))")
      }
      return body(bytes.baseAddress.unsafelyUnwrapped + start)
    }
  }
}

extension SeededGenerator {
  /// Values of all magnitudes near 1, with special ones among them.
  mutating func elements<Element: KernelElement>(_ count: Int, special: Double = 0) -> [Element] {
    (0..<count).map { _ in
      chance(special)
        ? pick(Element.specialValues)
        : Element(Double.random(in: -1..<1, using: &self) * pick([1, 8, 100]))
    }
  }
}
