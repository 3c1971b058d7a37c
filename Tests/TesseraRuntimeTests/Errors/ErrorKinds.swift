import Tessera

// The cases of the library's errors without what they carry. The switches are exhaustive: a case that is new does not compile here.

/// A rule of `ShapeError`.
enum ShapeErrorKind: String, CaseIterable {
  case notBroadcastable, fewerAxes, notRepeatable, innerDimensions, batchDimensions, scalarOperand, blasLimit
  case axisOutOfRange, repeatedAxis, emptyReduction, reshapeCount, reshapeInference, severalOpenDimensions, permutation
  case negativeDimension, tooManyElements, longArithmetic, dimensionNotFixed, elementCount, range, rows, unboundName
  case zeroStep
  case tooManyRanges, noOperands, operandRank, operandExtent, negativeCount, padding, axisCounts, sections, indexDepth
  case indexShape, updates, notSqueezable, equation, fewElements, fewAxes, otherShape, outOfMemory

  init(_ reason: ShapeError.Reason) {
    self =
      switch reason {
      case .notBroadcastable: .notBroadcastable
      case .fewerAxes: .fewerAxes
      case .notRepeatable: .notRepeatable
      case .innerDimensions: .innerDimensions
      case .batchDimensions: .batchDimensions
      case .scalarOperand: .scalarOperand
      case .blasLimit: .blasLimit
      case .axisOutOfRange: .axisOutOfRange
      case .repeatedAxis: .repeatedAxis
      case .emptyReduction: .emptyReduction
      case .reshapeCount: .reshapeCount
      case .reshapeInference: .reshapeInference
      case .severalOpenDimensions: .severalOpenDimensions
      case .permutation: .permutation
      case .negativeDimension: .negativeDimension
      case .tooManyElements: .tooManyElements
      case .longArithmetic: .longArithmetic
      case .dimensionNotFixed: .dimensionNotFixed
      case .elementCount: .elementCount
      case .range: .range
      case .rows: .rows
      case .unboundName: .unboundName
      case .zeroStep: .zeroStep
      case .tooManyRanges: .tooManyRanges
      case .noOperands: .noOperands
      case .operandRank: .operandRank
      case .operandExtent: .operandExtent
      case .negativeCount: .negativeCount
      case .padding: .padding
      case .axisCounts: .axisCounts
      case .sections: .sections
      case .indexDepth: .indexDepth
      case .indexShape: .indexShape
      case .updates: .updates
      case .notSqueezable: .notSqueezable
      case .equation: .equation
      case .fewElements: .fewElements
      case .fewAxes: .fewAxes
      case .otherShape: .otherShape
      case .outOfMemory: .outOfMemory
      }
  }
}

/// A case of `ProgramError`.
enum ProgramErrorKind: String, CaseIterable {
  case noOutputs, duplicateOutput, conflictingInputs, invalidInput

  init(_ error: ProgramError) {
    self =
      switch error {
      case .noOutputs: .noOutputs
      case .duplicateOutput: .duplicateOutput
      case .conflictingInputs: .conflictingInputs
      case .invalidInput: .invalidInput
      }
  }
}

/// A case of `BindingError`.
enum BindingErrorKind: String, CaseIterable {
  case missingInput, unknownInput, duplicateInput, elementType, shape, conflictingDimension, derivedDimension
  case missingExtent, negativeExtent, unresolvedDimension, unknownOutput, outputElementType

  init(_ error: BindingError) {
    self =
      switch error {
      case .missingInput: .missingInput
      case .unknownInput: .unknownInput
      case .duplicateInput: .duplicateInput
      case .elementType: .elementType
      case .shape: .shape
      case .conflictingDimension: .conflictingDimension
      case .derivedDimension: .derivedDimension
      case .missingExtent: .missingExtent
      case .negativeExtent: .negativeExtent
      case .unresolvedDimension: .unresolvedDimension
      case .unknownOutput: .unknownOutput
      case .outputElementType: .outputElementType
      }
  }
}

/// A case of `MemoryError`.
enum MemoryErrorKind: String, CaseIterable {
  case limitExceeded, batchExceedsLimit, impossibleSize, invalidAlignment, systemAllocationFailed

  init(_ error: MemoryError) {
    self =
      switch error {
      case .limitExceeded: .limitExceeded
      case .batchExceedsLimit: .batchExceedsLimit
      case .impossibleSize: .impossibleSize
      case .invalidAlignment: .invalidAlignment
      case .systemAllocationFailed: .systemAllocationFailed
      }
  }
}

/// The two sentences of `IndexError`, which has no cases.
enum IndexErrorKind: String, CaseIterable {
  case outside, nothingToIndex

  init(_ error: IndexError) { self = error.extent == 0 ? .nothingToIndex : .outside }
}
