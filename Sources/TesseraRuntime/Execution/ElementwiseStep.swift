import CTesseraKernels
import TesseraGraph
import TesseraPlanner
import TesseraShapes

/// A group of elementwise operations, tile by tile.
struct ElementwiseStep: BitwiseCopyable {
  /// How the elements of a stream are found.
  private struct Stream: BitwiseCopyable {
    var place: Place
    /// Bytes from one element to the next in the stream's own memory; 0 for a single element and for a scratch tile.
    var stride: Int
    /// Position among the tiles of the scratch buffer, or -1 when the memory itself is read.
    var tile: Int
    var isFilledOnce: Bool
    var gathering: Gathering
  }

  private enum Kernel: BitwiseCopyable {
    case unary(tessera_unary_kernel)
    case binary(tessera_binary_kernel)
    case unaryMap(Unmanaged<MapFunction>)
    case binaryMap(Unmanaged<MapFunction>)
    case ternary(tessera_ternary_kernel)
  }

  private struct Operation: BitwiseCopyable {
    var kernel: Kernel
    /// Positions among the tiles: first the streams', then the slots', then the output's.
    var lhs: Int
    var rhs: Int
    /// The third operand of a selection, or of a product and a sum.
    var third: Int
    var result: Int
    /// Which part of the next tile's memory is asked for before it runs, or -1.
    var part: Int

    func run(_ tiles: UnsafeMutablePointer<UnsafeMutableRawPointer>, _ count: Int) {
      switch kernel {
      case .unary(let kernel): kernel(tiles[lhs], tiles[result], count)
      case .binary(let kernel): kernel(tiles[lhs], tiles[rhs], tiles[result], count)
      case .ternary(let kernel): kernel(tiles[lhs], tiles[rhs], tiles[third], tiles[result], count)
      case .unaryMap(let function):
        function._withUnsafeGuaranteedRef { function in
          if case .unary(let loop) = function.loop { loop(tiles[lhs], tiles[result], count) }
        }
      case .binaryMap(let function):
        function._withUnsafeGuaranteedRef { function in
          if case .binary(let loop) = function.loop { loop(tiles[lhs], tiles[rhs], tiles[result], count) }
        }
      }
    }
  }

  private let streams: UnsafePointer<Stream>
  private let streamCount: Int
  private let operations: UnsafePointer<Operation>
  private let operationCount: Int
  /// Elements whose memory an operation asks for that asks for a part of the next tile's.
  private let partElementCount: Int
  private let slotCount: Int
  private let scratch: Place
  private let output: Place
  /// Elements of one slice.
  private let sliceCount: Int
  private let tileCount: Int
  private let tileByteCount: Int
  private let elementByteCount: Int

  init(_ group: ElementwiseGroup, output: Place, scratch: Place, in builder: borrowing StepBuilder) {
    streams = builder.storage.store(
      group.streams.map { stream in
        let size = stream.view.elementType.byteCount
        var result = Stream(
          place: builder.place(of: stream.view), stride: 0, tile: -1, isFilledOnce: false,
          gathering: Gathering(stream.view.layout, elementByteCount: size, in: builder.storage))
        switch stream.access {
        case .dense: result.stride = size
        case .single: break
        case .tile(let tile, let filledOnce):
          result.tile = tile
          result.isFilledOnce = filledOnce
        }
        return result
      })
    streamCount = group.streams.count
    slotCount = group.slotCount
    let outputTile = group.streams.count + group.slotCount
    var partCount = 0
    operations = builder.storage.store(
      group.operations.map { operation in
        let tiles = operation.operands.map { operand in
          switch operand {
          case .stream(let stream): stream
          case .slot(let slot): group.streams.count + slot
          }
        }
        let takesLong = group.operations.count > 1 && operation.function.takesLong
        defer { partCount += takesLong ? 1 : 0 }
        return Operation(
          kernel: Self.kernel(operation, of: group, in: builder.storage), lhs: tiles[0],
          rhs: tiles.count > 1 ? tiles[1] : 0,
          third: tiles.count > 2 ? tiles[2] : 0,
          result: operation.slot < 0 ? outputTile : group.streams.count + operation.slot,
          part: takesLong ? partCount : -1)
      })
    partElementCount = partCount == 0 ? 0 : group.tileCount / partCount
    operationCount = group.operations.count
    self.scratch = scratch
    self.output = output
    sliceCount = group.elementCount / builder.sliceCount
    tileCount = group.tileCount
    tileByteCount = group.tileByteCount
    elementByteCount = group.elementType.byteCount
  }

  private static func kernel(
    _ operation: ElementwiseGroup.Operation, of group: ElementwiseGroup, in storage: StepStorage
  ) -> Kernel {
    func isSingle(_ operand: ElementwiseGroup.Operand) -> Bool {
      if case .stream(let stream) = operand { group.streams[stream].access == .single } else { false }
    }
    switch operation.function {
    case .unary(let function):
      return .unary(Kernels.unary(function, operation.elementType).required)
    case .binary(let function):
      let form: tessera_form =
        isSingle(operation.operands[0])
        ? tessera_form_scalar_vector
        : isSingle(operation.operands[1]) ? tessera_form_vector_scalar : tessera_form_vector_vector
      return .binary(Kernels.binary(function, form, operation.elementType).required)
    case .multiplyAdd:
      return .ternary(
        Kernels.multiplyAdd(
          hasSingleFactor: isSingle(operation.operands[1]), hasSingleTerm: isSingle(operation.operands[2]),
          operation.elementType
        ).required)
    case .exponentialOfNegated: return .unary(Kernels.exponentialOfNegated(operation.elementType))
    case .sigmoidProduct: return .binary(Kernels.sigmoidProduct(operation.elementType))
    case .select: return .ternary(Kernels.select(operation.elementType))
    case .cast(let target): return .unary(Kernels.cast(operation.elementType, to: target))
    case .map(let function):
      storage.keep(function)
      return operation.operands.count == 1
        ? .unaryMap(Unmanaged.passUnretained(function)) : .binaryMap(Unmanaged.passUnretained(function))
    }
  }

  /// Asks for a part of what the next tile reads and writes. The operations of a tile go over it one by one, so that the processor, which
  /// foresees one pass, would wait at the beginning of each tile and at its end.
  private func prefetch(_ part: Int, ofTileAfter tiles: UnsafeMutablePointer<UnsafeMutableRawPointer>) {
    let first = tileCount &+ part &* partElementCount
    for index in 0..<streamCount where streams[index].stride > 0 {
      let stride = streams[index].stride
      tessera_prefetch(tiles[index] + first &* stride, partElementCount &* stride, 0)
    }
    tessera_prefetch(
      tiles[streamCount &+ slotCount] + first &* elementByteCount, partElementCount &* elementByteCount, 1)
  }

  func run(_ bases: Bases, _ slices: Range<Int>) {
    let first = slices.lowerBound &* sliceCount
    let elementCount = slices.count &* sliceCount
    withUnsafeTemporaryAllocation(
      of: UnsafeMutableRawPointer.self, capacity: streamCount + slotCount + 1
    ) { tiles in
      let tiles = tiles.baseAddress.required
      let firstFilled = slotCount
      for index in 0..<streamCount {
        let stream = streams[index]
        let pointer =
          stream.tile < 0
          ? bases.write(stream.place) + first &* stream.stride
          : bases.write(scratch) + (firstFilled + stream.tile) * tileByteCount
        (tiles + index).initialize(to: pointer)
        if stream.isFilledOnce {
          stream.gathering.copy(
            from: bases.read(stream.place), start: first, count: min(tileCount, elementCount), to: pointer)
        }
      }
      for slot in 0..<slotCount {
        (tiles + streamCount + slot).initialize(to: bases.write(scratch) + slot * tileByteCount)
      }
      let result = tiles + streamCount + slotCount
      result.initialize(to: bases.write(output) + first &* elementByteCount)
      var start = 0
      while start < elementCount {
        let count = min(tileCount, elementCount &- start)
        for index in 0..<streamCount where streams[index].tile >= 0 && !streams[index].isFilledOnce {
          let stream = streams[index]
          stream.gathering.copy(from: bases.read(stream.place), start: first &+ start, count: count, to: tiles[index])
        }
        let isLast = elementCount &- start < 2 &* tileCount
        for index in 0..<operationCount {
          if operations[index].part >= 0, !isLast { prefetch(operations[index].part, ofTileAfter: tiles) }
          operations[index].run(tiles, count)
        }
        for index in 0..<streamCount { tiles[index] += streams[index].stride &* tileCount }
        result.pointee += tileCount &* elementByteCount
        start &+= count
      }
    }
  }
}
