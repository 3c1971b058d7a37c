extension Operation {
  /// A number that is the same for equal operations and differs for most others, without hashing for the frequent ones.
  package var fingerprint: Int {
    switch self {
    case .unary(let function): function.rawValue
    case .binary(let function): 0x100 + function.rawValue
    case .select: 0x200
    case .matrixProduct: 0x201
    case .scalar(let scalar): Int(truncatingIfNeeded: scalar.bits)
    case .constant(let constant): Int(bitPattern: ObjectIdentifier(constant.storage))
    case .map(let function): Int(bitPattern: ObjectIdentifier(function))
    case .input, .iota, .cast, .reduction, .argumentReduction, .argumentSort, .axisFunction, .reshape, .transpose,
      .broadcast, .slice, .concatenate, .rearrange, .gather, .scatter:
      hashValue
    }
  }
}
