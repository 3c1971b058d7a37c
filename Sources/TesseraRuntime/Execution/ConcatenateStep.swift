import TesseraPlanner
import TesseraShapes

/// Tensors behind each other along an axis: for each index of the axes before, a run of every part.
struct ConcatenateStep: BitwiseCopyable {
  private struct Part: BitwiseCopyable {
    var place: Place
    var gathering: Gathering
    var width: Int
  }

  private let parts: UnsafePointer<Part>
  private let partCount: Int
  private let output: Place
  private let outerCount: Int
  private let elementByteCount: Int

  init(_ plan: ConcatenatePlan, output: Place, in builder: borrowing StepBuilder) {
    let byteCount = plan.parts.first?.elementType.byteCount ?? 1
    parts = builder.storage.store(
      zip(plan.parts, plan.widths).map { view, width in
        Part(
          place: builder.place(of: view),
          gathering: Gathering(view.layout, elementByteCount: byteCount, in: builder.storage), width: width)
      })
    partCount = plan.parts.count
    self.output = output
    outerCount = plan.outerCount
    elementByteCount = byteCount
  }

  func run(_ bases: Bases) {
    var destination = bases.write(output)
    for outer in 0..<outerCount {
      for index in 0..<partCount {
        let part = parts[index]
        part.gathering.copy(
          from: bases.read(part.place), start: outer &* part.width, count: part.width, to: destination)
        destination += part.width &* elementByteCount
      }
    }
  }
}
