import Tessera

/// The one place where the benchmarks make evaluators.
func makeEvaluator(threads: Int) -> Evaluator { Evaluator(workers: threads) }
