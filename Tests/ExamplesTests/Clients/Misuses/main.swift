// Compiles as it is; each of the conditions adds a mistake that must not compile.
import Tessera

let w1 = try Tensor<Float>(shape: [4, 2], elements: [1, 2, 3, 4, 5, 6, 7, 8])
let b1 = try Tensor<Float>(shape: [2], elements: [1, 2])
let batch = try Tensor<Float>.ones(shape: [2, 4])
let ids = try Tensor<Int64>(shape: [2], elements: [1, 2])

let x = Expression<Float>.input("x", shape: ["batch", 4])
let i = Expression<Int64>.input("ids", shape: ["batch"])
let y = try (x.matmul(w1) + b1).relu() * 2 + 1.5
let program = try Program(y, i)

var evaluator = Evaluator()
for _ in 0..<3 {
  evaluator.reset()
  let first = try evaluator.evaluate(program, x.bound(to: batch), i.bound(to: ids))
  let second = try evaluator.evaluate(program, x.bound(to: batch), i.bound(to: ids))
  let probabilities = first[y]
  let row = probabilities.span
  print(row.count, second[i].span.count, first[y].shape)
  #if RESET_UNDER_A_RESULT
    evaluator.reset()
    print(probabilities.span[0])
  #endif
  #if RESET_UNDER_A_SPAN
    evaluator.reset()
    print(row[0])
  #endif
}

#if ESCAPES
  func leak() throws -> TensorView<Float> {
    let evaluator = Evaluator()
    let results = try evaluator.evaluate(program, x.bound(to: batch), i.bound(to: ids))
    return results[y]
  }
#endif
#if WRONG_ELEMENT
  _ = x.bound(to: ids)
#endif
#if MIXED_ELEMENTS
  _ = try x + Expression<Double>.input("y", shape: ["batch", 4])
#endif
#if COPIED_EVALUATOR
  func copy(_ evaluator: borrowing Evaluator) -> Evaluator {
    let copied = evaluator
    return copied
  }
#endif
#if SHARED_EVALUATOR
  func share() async throws {
    let shared = Evaluator()
    async let first = shared.evaluate(program, x.bound(to: batch), i.bound(to: ids))[y].copy()
    async let second = shared.evaluate(program, x.bound(to: batch), i.bound(to: ids))[y].copy()
    print(try await first.shape, try await second.shape)
  }
#endif
