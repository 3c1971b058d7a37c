// A tour of Tessera in seven short steps: swift run expression-tour

import Tessera

// 1. Tensors are values: row-major, immutable, shared freely.
let weights = try Tensor<Float>(shape: [3, 2], elements: [1, 0, 0, 1, 1, 1])
let bias = try Tensor<Float>(shape: [2], elements: [0.5, -0.5])

// 2. Expressions are lazy. Nothing is computed here, but every shape is checked.
//    "batch" is a named dimension: its number arrives with each batch.
let x = Expression<Float>.input("x", shape: ["batch", 3])
let y = try x.matmul(weights) + bias  // [batch, 3] x [3, 2] -> [batch, 2]; each row gets the bias

// 3. Any closure becomes an operation, of one operand or of two.
let leaky = y.map { $0 > 0 ? $0 : 0.25 * $0 }
let change = try y.map(with: leaky) { ($0 - $1) * ($0 - $1) }.sum(axis: -1)
print("An expression, line by line:\n")
print(change.textDump)

// 4. A wrong shape is an error where the mistake is made, with both shapes and the line.
do {
  _ = try x.matmul(bias)
} catch {
  print("\nA mistake that was caught:\n\n\(error)")
}

// 5. A program computes several outputs and shares what they have in common. Its bytes are known before it runs.
let program = try Program(leaky, change)
let plan = try program.plan(for: ["batch": 2])
print(
  "\nA batch of 2 rows needs \(plan.workspaceByteCount) bytes to work in and \(plan.outputByteCount) for its results.")

// 6. An evaluator owns the memory. Results are read in place, until the next reset: so the reset comes first.
let batches = [
  try Tensor<Float>(shape: [2, 3], elements: [1, 2, 3, -1, -2, -3]),
  try Tensor<Float>(shape: [1, 3], elements: [0, 0, -4]),
]
var evaluator = Evaluator()
var kept: [Tensor<Float>] = []
for batch in batches {
  evaluator.reset()
  let results = try evaluator.evaluate(program, x.bound(to: batch))
  let rows = results[leaky]
  print("\nleaky \(rows.shape)")
  for row in 0..<rows.count / 2 { print("  \(rows.span[2 * row])  \(rows.span[2 * row + 1])") }

  // 7. What must outlive the batch is copied.
  kept.append(try results[change].copy())
}
print("\nKept from both batches: \(kept.flatMap(\.elements))")
