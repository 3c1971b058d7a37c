import Tessera

/// A model that many tasks may ask: an actor that owns an evaluator. It runs one batch at a time; who comes meanwhile waits its turn without
/// holding a thread.
///
/// The evaluator cannot be copied and does not leave the actor, so nothing here can be shared by mistake. What leaves is a copy of the result.
actor Model<Input: TensorElement, Output: TensorElement> {
  private let program: Program
  private let input: Expression<Input>
  private let output: Expression<Output>
  private var evaluator: Evaluator

  /// A model of one input and one output. Programs and expressions may be those of other models too: they are immutable.
  init(_ program: Program, from input: Expression<Input>, to output: Expression<Output>, byteLimit: Int? = nil) {
    (self.program, self.input, self.output) = (program, input, output)
    evaluator = Evaluator(byteLimit: byteLimit)
  }

  /// The output for a batch, as a value that stays.
  func callAsFunction(_ batch: Tensor<Input>) throws -> Tensor<Output> {
    evaluator.reset()
    let results = try evaluator.evaluate(program, input.bound(to: batch))
    return try results[output].copy()
  }
}
