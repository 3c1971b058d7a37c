extension Tensor: CustomStringConvertible {
  /// The type, the shape and the elements in brackets; of a large tensor only the first and last three along each axis.
  public var description: String {
    let extents = shape.extents ?? []
    let shortened = count > 1000
    var text = ""
    let elements = span
    // One frame an axis; ranks are small, so that the depth is bounded by the shape.
    func write(_ axis: Int, _ position: Int, _ stride: Int) {
      guard axis < extents.count else {
        text += "\(elements[position])"
        return
      }
      let extent = extents[axis]
      let inner = extent == 0 ? 0 : stride / extent
      let separator = axis + 1 == extents.count ? ", " : ",\n" + String(repeating: " ", count: axis + 1)
      text += "["
      for index in 0..<extent {
        if shortened, extent > 6, index >= 3, index < extent - 3 {
          if index == 3 { text += separator + "..." }
          continue
        }
        if index > 0 { text += separator }
        write(axis + 1, position + index * inner, inner)
      }
      text += "]"
    }
    if count == 0 { text = "[]" } else { write(0, 0, count) }
    return "Tensor<\(Element.elementType)> \(shape)\n\(text)"
  }
}
