package import TesseraShapes

/// Numbers for named dimensions, taken from the shapes of the inputs.
package enum DimensionBinding {
  /// - Parameter shapes: a concrete shape for each input slot, in order.
  package static func bind(_ graph: ProgramGraph, _ shapes: [Shape]) throws(BindingError) -> [String: Int] {
    var extents: [String: Int] = [:]
    var origins: [String: BindingError.InputExtent] = [:]
    for (slot, shape) in zip(graph.inputs, shapes) {
      let declared = slot.input.declaredShape
      let description = InputDescription(slot.input)
      guard declared.rank == shape.rank else { throw .shape(expected: description, given: shape, axis: nil) }
      for (axis, dimension) in declared.dimensions.enumerated() {
        let extent = shape.dimensions[axis].extent ?? 0
        switch dimension {
        case .fixed(let fixed):
          guard fixed == extent else { throw .shape(expected: description, given: shape, axis: axis) }
        case .named(let name):
          let origin = BindingError.InputExtent(input: slot.input.name, axis: axis, extent: extent)
          if let first = origins[name], first.extent != extent {
            throw .conflictingDimension(name: name, first: first, second: origin)
          }
          origins[name] = origins[name] ?? origin
          extents[name] = extent
        case .derived: continue
        }
      }
    }
    // Arithmetic on names is checked when all names have their numbers.
    for (slot, shape) in zip(graph.inputs, shapes) {
      for (axis, dimension) in slot.input.declaredShape.dimensions.enumerated() {
        guard case .derived = dimension else { continue }
        let extent = dimension.extent(with: extents)
        guard extent == shape.dimensions[axis].extent else {
          let names = dimension.names
          throw .derivedDimension(
            expected: InputDescription(slot.input), given: shape, axis: axis, extent: extent,
            names: origins.filter { names.contains($0.key) })
        }
      }
    }
    return extents
  }
}
