// A tour of Tessera: expressions, shapes, programs, and results that live until the next reset. Start it with
// `swift run expression-tour`.

import Tessera

// Values are tensors: immutable, in row-major order, shared freely.
let weights = try Tensor<Float>(shape: [3, 2], elements: [1, 0, 0, 1, 1, 1])
let bias = try Tensor<Float>(shape: [2], elements: [0.5, -0.5])

// Expressions are lazy: nothing is computed yet, but every shape is checked. "batch" gets its number with each batch.
let x = Expression<Float>.input("x", shape: ["batch", 3])
let hidden = try x.matmul(weights) + bias  // [batch, 3] x [3, 2] -> [batch, 2]; the bias is broadcast to every row
let leaky = hidden.map { $0 > 0 ? $0 : 0.1 * $0 }  // any closure, compiled into its loop
let distance = try hidden.map(with: leaky) { ($0 - $1) * ($0 - $1) }.sum(axis: -1)
print("The expression of the distance:")
print(distance.textDump)

// A shape mistake is an error with both shapes and the line of the call.
do {
  _ = try x.matmul(bias)
} catch {
  print("\nA mistake: \(error)")
}
do {
  _ = try leaky + Tensor<Float>.ones(shape: [3])
} catch {
  print("A mistake: \(error)")
}

// A program computes several outputs at once and shares what they have in common.
let program = try Program(leaky, distance)
let plan = try program.plan(for: ["batch": 2])
print("\nFor 2 rows the plan needs \(plan.workspaceByteCount) bytes of workspace and \(plan.outputByteCount) of results.")

// An evaluator owns the memory. Reset first: results are read in place and live until the next reset.
var evaluator = Evaluator()
let batches = [
  try Tensor<Float>(shape: [2, 3], elements: [1, 2, 3, -1, -2, -3]),
  try Tensor<Float>(shape: [1, 3], elements: [0, 0, -4]),
]
for batch in batches {
  evaluator.reset()
  let results = try evaluator.evaluate(program, x.bound(to: batch))
  let rows = results[leaky]
  print("\nleaky, shape \(rows.shape):")
  for row in 0..<batch.shape.dimensions[0].extent! {
    print("  ", rows.span[2 * row], rows.span[2 * row + 1])
  }
  // A copy outlives the batch.
  print("distance as a value of its own:", try results[distance].copy().elements)
}
