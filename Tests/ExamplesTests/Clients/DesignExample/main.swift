// swift-format-ignore-file: the example keeps the layout that it has in the design.

// The example that the design begins with, word for word.
import Tessera

// The names that the example below takes as given.
let weights = [Float](repeating: 0.01, count: 784 * 512)
let b1 = try Tensor<Float>.zeros(shape: [512])
let w2 = try Tensor<Float>.full(shape: [512, 10], 0.5)
let b2 = try Tensor<Float>.arange(to: 10)
let batches = try [1, 3].map { rows in try Tensor<Float>.ones(shape: [.fixed(rows), 784]) }
func report(_ probabilities: Span<Float>) { print(probabilities.count) }

// values: row-major, 64-byte-aligned, immutable, Sendable
let w1 = try Tensor<Float>(shape: [784, 512], elements: weights)

// lazy expressions; a string is a named dimension that is known only when a batch arrives
let x = Expression<Float>.input("pixels", shape: ["batch", 784])
let h = try (x.matmul(w1) + b1).relu()  // one `try` for the whole expression
let y = try (h.matmul(w2) + b2).softmax(axis: -1)
let g = h.map { $0 > 0 ? $0 : 0.01 * $0 }  // any closure, at SIMD speed
let d = try h.map(with: g) { ($0 - $1) * ($0 - $1) }  // two operands, broadcast

// a program is checked, fused and planned once; it is immutable and shared between tasks
let program = try Program(y)  // or Program(y, d): several outputs

// an evaluator owns the pool and the arena; it is noncopyable: one a task
var evaluator = Evaluator()
for batch in batches {
  evaluator.reset()  // the arena is empty again, its memory stays
  let results = try evaluator.evaluate(program, x.bound(to: batch))
  report(results[y].span)  // Span<Float> into the arena, no copy
}
