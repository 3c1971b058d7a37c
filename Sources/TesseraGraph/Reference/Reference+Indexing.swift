import TesseraShapes

// Elements that are chosen by truth values and by indices. Where rounding may choose another, the result may be either.

extension ReferenceEvaluator {
  func select(
    _ condition: ReferenceValue, _ then: ReferenceValue, _ otherwise: ReferenceValue, _ result: Result
  ) -> ReferenceValue {
    let conditions = result.space.positions(broadcasting: condition.space).map { condition.possibleIntegers[$0] }
    let first = then.moved(result.space.positions(broadcasting: then.space))
    let second = otherwise.moved(result.space.positions(broadcasting: otherwise.space))
    func chosen<Element: PossibleElement>(_ first: [Element], _ second: [Element]) -> [Element] {
      conditions.indices.map { index in
        let (chosen, other) =
          conditions[index].value != 0 ? (first[index], second[index]) : (second[index], first[index])
        return conditions[index].isCertain ? chosen : .either(chosen, other)
      }
    }
    switch (first, second) {
    case (.numbers(let first), .numbers(let second)): return result.value(chosen(first, second))
    case (.integers(let first), .integers(let second)): return result.value(chosen(first, second))
    case (.numbers, .integers), (.integers, .numbers):
      preconditionFailure("Select: both operands must have one element type")
    }
  }

  func gather(
    _ gather: Gather, _ operand: ReferenceValue, _ indices: ReferenceValue, _ result: Result
  ) throws(ReferenceError) -> ReferenceValue {
    let depth = indices.extents.last ?? 0
    var problem: ReferenceError?
    /// The positions along an axis that an index may stand for.
    func positions(_ place: [Int], _ axis: Int) -> [Int] {
      let extent = operand.extents[axis]
      do throws(ReferenceError) {
        return try indices.positions(at: place, extent: extent, operation: gather.kind.name)
      } catch {
        problem = problem ?? error
        return []
      }
    }
    var sources: [[Int]] = []
    result.space.forEachIndex { index in
      guard problem == nil else { return }
      // Every index of the operand that this element may come from.
      var candidates: [[Int]]
      switch gather.kind {
      case .slices(let axis):
        let place = Array(index[axis..<axis + indices.extents.count])
        let rest = index[(axis + indices.extents.count)...]
        candidates = positions(place, axis).map { index[..<axis] + [$0] + rest }
      case .elements(let axis):
        candidates = positions(index, axis).map { position in
          var source = index
          source[axis] = position
          return source
        }
      case .positions:
        let place = Array(index[..<(indices.extents.count - 1)])
        candidates = [[]]
        for axis in 0..<depth {
          let found = positions(place + [axis], axis)
          candidates = candidates.flatMap { head in found.map { head + [$0] } }
        }
        candidates = candidates.map { $0 + index[(indices.extents.count - 1)...] }
      }
      sources.append(candidates.map { operand.space.position(of: $0) })
    }
    if let problem { throw problem }
    func gathered<Element: PossibleElement>(_ elements: [Element]) -> [Element] {
      sources.map { positions in
        positions.dropFirst().reduce(elements[positions[0]]) { .either($0, elements[$1]) }
      }
    }
    switch operand.elements {
    case .numbers(let numbers): return result.value(gathered(numbers))
    case .integers(let integers): return result.value(gathered(integers))
    }
  }

  func scatter(
    _ scatter: Scatter, _ operand: ReferenceValue, _ indices: ReferenceValue, _ updates: ReferenceValue,
    _ result: Result
  ) throws(ReferenceError) -> ReferenceValue {
    var targets: [[Int]] = []
    var problem: ReferenceError?
    indices.space.forEachIndex { index in
      guard problem == nil else { return }
      do throws(ReferenceError) {
        let positions = try indices.positions(
          at: index, extent: operand.extents[scatter.axis], operation: "scatter")
        targets.append(
          positions.map { position in
            var target = index
            target[scatter.axis] = position
            return operand.space.position(of: target)
          })
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    func scattered<Element: PossibleElement>(
      _ elements: [Element], _ updates: [Element], _ sum: (Element, Element) -> Element
    ) -> [Element] {
      var elements = elements
      for (positions, update) in zip(targets, updates) {
        for position in positions {
          let old = elements[position]
          let new = scatter.kind == .add ? sum(old, update) : update
          elements[position] = positions.count == 1 ? new : .either(old, new)
        }
      }
      return elements
    }
    switch (operand.elements, updates.elements) {
    case (.numbers(let numbers), .numbers(let updates)):
      let precision = Precision(result.elementType)
      return result.value(scattered(numbers, updates) { BinaryFunction.add.reference($0, $1, precision) })
    case (.integers(let integers), .integers(let updates)):
      let type = result.elementType
      return result.value(
        scattered(integers, updates) { first, second in
          first.combined(with: second, in: type) { BinaryFunction.add.reference($0, $1, in: type) }
        })
    case (.numbers, .integers), (.integers, .numbers):
      preconditionFailure("Scatter: operand and updates must have one element type")
    }
  }
}

extension ReferenceValue {
  /// The positions that the index at a place may stand for; the likeliest is the first.
  fileprivate func positions(at place: [Int], extent: Int, operation: String) throws(ReferenceError) -> [Int] {
    let number = space.position(of: place)
    let index = possibleIntegers[number]
    let inside = Int64(-extent)...Int64(max(extent - 1, 0))
    let (lower, upper) = index.ends
    guard extent > 0, inside.contains(lower), inside.contains(upper) else {
      if index.isCertain {
        throw .index(operation: operation, index: index.value, position: number, extent: extent)
      }
      throw .uncertainIndex(operation)
    }
    let all = index.all ?? [index.value] + (lower...upper).filter { $0 != index.value }
    return all.map { Int($0 < 0 ? $0 + Int64(extent) : $0) }
  }
}
