/// The whole numbers from 0.
struct IotaStep: BitwiseCopyable {
  let count: Int
  let output: Place

  func run(_ bases: Bases) {
    let result = bases.write(output).assumingMemoryBound(to: Int64.self)
    for index in 0..<count { result[index] = Int64(index) }
  }
}
