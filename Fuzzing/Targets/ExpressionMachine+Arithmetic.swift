import Tessera

extension ExpressionMachine {
  /// Operations on numbers of any type.
  mutating func arithmetic<Element: FuzzElement & NumericTensorElement>(_ type: Element.Type) throws {
    let x = try pick(type)
    switch reader.choice(6) {
    case 0, 1:
      let functions: [(Expression<Element>, Expression<Element>) throws -> Expression<Element>] = [
        { try $0 + $1 }, { try $0 - $1 }, { try $0 * $1 }, { try $0.pow($1) }, { try $0.minimum($1) },
        { try $0.maximum($1) }, { try $0.floorDivide($1) }, { try $0.remainder($1) }, { try $0.truncatedRemainder($1) },
      ]
      push(try functions[reader.choice(functions.count)](x, pick(type)))
    case 2: try comparison(type)
    case 3: try reduction(x)
    case 4:
      switch reader.choice(5) {
      case 0: push(try x.argmax(axis: reader.optional { $0.axis() }, keepingDimensions: reader.flag()))
      case 1: push(try x.argmin(axis: reader.optional { $0.axis() }, keepingDimensions: reader.flag()))
      case 2: push(try x.argsort(axis: reader.axis(), descending: reader.flag()), factor: 8)
      case 3: push(try x.sort(axis: reader.axis(), descending: reader.flag()), factor: 8)
      default:
        let (values, indices) = try x.topK(reader.integer(), axis: reader.axis(), largest: reader.flag())
        push(values, factor: 8)
        push(indices, factor: 8)
      }
    default:
      switch reader.choice(8) {
      case 0: push(try x.cumulativeSum(axis: reader.axis()))
      case 1: push(try x.cumulativeProduct(axis: reader.axis()))
      case 2: push(x.clamp(.drawn(from: &reader), .drawn(from: &reader)))
      case 3: push(x.abs())
      case 4: push(x.sign())
      case 5: push(x.square())
      case 6: push(-x)
      default: push(try x.scatterAdding(pick(), at: pick(), axis: reader.axis()))
      }
    }
  }

  private mutating func reduction<Element: FuzzElement & NumericTensorElement>(_ x: Expression<Element>) throws {
    let (axes, keepingDimensions) = (reader.axes(), reader.flag())
    switch reader.choice(4) {
    case 0: push(try x.sum(axes: axes, keepingDimensions: keepingDimensions))
    case 1: push(try x.product(axes: axes, keepingDimensions: keepingDimensions))
    case 2: push(try x.max(axes: axes, keepingDimensions: keepingDimensions))
    default: push(try x.min(axes: axes, keepingDimensions: keepingDimensions))
    }
  }

  mutating func comparison<Element: FuzzElement>(_ type: Element.Type) throws {
    let (x, y) = (try pick(type), try pick(type))
    guard let numeric = type as? any (FuzzElement & NumericTensorElement).Type, reader.flag() else {
      return push(try reader.flag() ? x .== y : x .!= y)
    }
    try order(numeric)
  }

  private mutating func order<Element: FuzzElement & NumericTensorElement>(_ type: Element.Type) throws {
    let (x, y) = (try pick(type), try pick(type))
    switch reader.choice(4) {
    case 0: push(try x .< y)
    case 1: push(try x .<= y)
    case 2: push(try x .> y)
    default: push(try x .>= y)
    }
  }

  mutating func logic() throws {
    let x = try pick(Bool.self)
    switch reader.choice(6) {
    case 0: push(try x .& pick())
    case 1: push(try x .| pick())
    case 2: push(try x .^ pick())
    case 3: push(.!x)
    case 4: push(try x.any(axes: reader.axes(), keepingDimensions: reader.flag()))
    default: push(try x.all(axes: reader.axes(), keepingDimensions: reader.flag()))
    }
  }
}
