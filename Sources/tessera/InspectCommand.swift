import ArgumentParser
import Tessera

/// `tessera inspect FILE...`: what tensors a file holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Lists the tensors of .npy, .npz and .safetensors files.")

  @Argument(help: "Files that end in .npy, .npz or .safetensors.")
  var files: [String]

  @Flag(help: "Print the elements too, shortened for large tensors.")
  var values = false

  func validate() throws {
    for file in files where !Self.endings.contains(where: file.hasSuffix) {
      throw ValidationError("\(file): the name must end in \(Self.endings.formatted)")
    }
  }

  func run() throws {
    for file in files {
      print(file)
      let tensors = try Self.tensors(of: file)
      let width = tensors.map(\.name.count).max() ?? 0
      var byteCount = 0
      for (name, tensor) in tensors {
        byteCount += tensor.count * tensor.elementType.byteCount
        let padding = String(repeating: " ", count: width - name.count)
        print("  \(name)\(padding)  \(tensor.elementType) \(tensor.shape)")
        if values { print(tensor.erased.text) }
      }
      print("  \(tensors.count) tensor\(tensors.count == 1 ? "" : "s"), \(byteCount) bytes")
    }
  }

  private static let endings = [".npy", ".npz", ".safetensors"]

  private static func tensors(of file: String) throws -> [(name: String, tensor: AnyTensor)] {
    if file.hasSuffix(".npy") { return [("(array)", try Npy.read(contentsOf: file))] }
    if file.hasSuffix(".npz") {
      let archive = try Npz(contentsOf: file)
      return try archive.names.map { ($0, try archive.tensor(named: $0)) }
    }
    let archive = try Safetensors(contentsOf: file)
    for (key, value) in archive.metadata.sorted(by: { $0.key < $1.key }) { print("  \(key): \(value)") }
    return try archive.names.map { ($0, try archive.tensor(named: $0)) }
  }
}

extension [String] {
  /// `a, b or c`
  fileprivate var formatted: String { dropLast().joined(separator: ", ") + " or " + (last ?? "") }
}

extension ErasedTensor {
  /// The tensor's own description, whatever its elements are.
  fileprivate var text: String {
    func describe<Element>(_ type: Element.Type) -> String? where Element: TensorElement {
      typed(as: Element.self)?.description
    }
    let text =
      switch elementType {
      case .float32: describe(Float.self)
      case .float64: describe(Double.self)
      case .float16: describe(Float16.self)
      case .int64: describe(Int64.self)
      case .int32: describe(Int32.self)
      case .int8: describe(Int8.self)
      case .uint8: describe(UInt8.self)
      case .bool: describe(Bool.self)
      }
    return text ?? ""
  }
}
