package import TesseraShapes

/// The same values as elements of another type.
package struct Cast: Hashable, Sendable {
  package let target: ElementType

  package init(to target: ElementType) { self.target = target }
}
