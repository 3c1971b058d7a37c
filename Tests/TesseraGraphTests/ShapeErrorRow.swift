import TesseraGraph
import TesseraShapes
import Testing

/// A call that must fail, with the sentence that it must fail with.
///
/// The sentence goes on with the lines of the call and of the operands, all of which stand just below it.
struct ShapeErrorRow: Sendable, CustomTestStringConvertible {
  let message: String
  let line: Int
  let call: @Sendable () throws -> Void

  init(_ message: String, line: Int = #line, _ call: @escaping @Sendable () throws -> Void) {
    self.message = message
    self.line = line
    self.call = call
  }

  var testDescription: String { message }

  /// Runs the call and compares the sentence, word for word, without the line: an optimised build merges closures that differ only in
  /// constants, and what is merged has no line of its own.
  func checkSentence() {
    do {
      try call()
      Issue.record("the call in line \(line) must fail")
    } catch let error as ShapeError {
      #expect(ShapeError(error.operation, error.reason).description == message)
      #expect(error.location != nil)
    } catch {
      Issue.record("\(error) is no ShapeError")
    }
  }

  /// Runs the call and compares the sentence, word for word, and the line of the call, which stands just below the sentence.
  func check(file: String) {
    do {
      try call()
      Issue.record("the call in line \(line) must fail")
    } catch let error as ShapeError {
      guard let location = error.location else {
        Issue.record("\(error) has no line")
        return
      }
      let operands = error.operands.map(\.description).joined(separator: ", ")
      let place = operands.isEmpty ? "" : "; \(operands)"
      #expect(error.description == "\(message) (at \(file):\(location.line)\(place))")
      for known in [location] + error.operands.flatMap(\.lines) {
        #expect(known.description.hasPrefix(file))
        #expect((line...line + 6).contains(known.line), "the call stands in or below line \(line)")
      }
    } catch {
      Issue.record("\(error) is no ShapeError")
    }
  }
}

extension ShapeError.Operand {
  /// Every line that it names.
  var lines: [TesseraShapes.SourceLocation] { [location].compactMap { $0 } + sources.flatMap(\.lines) }
}

/// An input of a shape, made in the line of the call.
func input(_ shape: Shape, file: String = #fileID, line: Int = #line) -> Expression<Float> {
  .input("x", shape: shape, file: file, line: line)
}
