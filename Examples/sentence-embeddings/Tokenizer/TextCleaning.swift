import Foundation

/// Text as the words that the model was trained on: lower case, without accents, punctuation and ideographs apart.
///
/// The steps and their order are those of BERT's basic tokenizer (Devlin et al. 2018, github.com/google-research/bert). All of them work on
/// Unicode scalars: a `Character` would keep an accent with its letter, and a carriage return with its line feed.
enum TextCleaning {
  /// The words and the single punctuation characters of a text.
  static func words(of text: Substring.UnicodeScalarView) -> [ArraySlice<Unicode.Scalar>] {
    split(lowercased(withoutMarks(decomposed(cleaned(text)))))
  }

  /// Without characters that are removed, each white space as a space, and spaces around ideographs.
  private static func cleaned(_ text: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for scalar in text {
      switch CharacterClass(scalar) {
      case .removed: continue
      case .space: result.append(" ")
      case .chinese: result += [" ", scalar, " "]
      case .mark, .punctuation, .word: result.append(scalar)
      }
    }
    return result
  }

  /// Unicode's canonical decomposition (NFD): a letter with an accent as the letter and the accent.
  ///
  /// The tokenizer's tables for this are those of Unicode 9.0, so that later characters stay as and where they are.
  private static func decomposed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    if scalars.allSatisfy(\.isASCII) { return scalars }
    var result: [Unicode.Scalar] = []
    var run = String.UnicodeScalarView()
    for scalar in scalars {
      guard !scalar.isASCII, scalar.isNewer(than: 9) else {
        run.append(scalar)
        continue
      }
      result += String(run).decomposedStringWithCanonicalMapping.unicodeScalars + [scalar]
      run = String.UnicodeScalarView()
    }
    return result + String(run).decomposedStringWithCanonicalMapping.unicodeScalars
  }

  private static func withoutMarks(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.filter { $0.isASCII || CharacterClass($0) != .mark }
  }

  /// Each scalar by itself in lower case: a sigma at the end of a word is one like the others.
  private static func lowercased(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    for scalar in scalars {
      switch scalar {
      case "A"..."Z": result.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      case _ where scalar.isASCII: result.append(scalar)
      default: result += scalar.properties.lowercaseMapping.unicodeScalars
      }
    }
    return result
  }

  /// Splits at spaces, and before and after punctuation.
  private static func split(_ scalars: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    var words: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    for (position, scalar) in scalars.enumerated() {
      let kind = CharacterClass(scalar)
      guard kind == .space || kind == .punctuation else { continue }
      if start < position { words.append(scalars[start..<position]) }
      if kind == .punctuation { words.append(scalars[position...position]) }
      start = position + 1
    }
    if start < scalars.count { words.append(scalars[start...]) }
    return words
  }
}
