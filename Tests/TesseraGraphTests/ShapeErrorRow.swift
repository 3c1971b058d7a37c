import TesseraGraph
import TesseraShapes
import Testing

/// A call that must fail, with the sentence that it must fail with.
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
      #expect(error.description == "\(message) (at \(file):\(location.line))")
      #expect((line...line + 6).contains(location.line), "the call stands in or below line \(line)")
    } catch {
      Issue.record("\(error) is no ShapeError")
    }
  }
}

/// An input of a shape.
func input(_ shape: Shape) -> Expression<Float> { .input("x", shape: shape) }
