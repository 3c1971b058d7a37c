import Foundation
import Tessera

/// Images, what they show, and the probabilities that another library computed for them.
struct TestSet {
  /// [count, 64]: the brightness of each pixel, from 0 to 1.
  let images: Tensor<Float>
  /// [count]: the digit that each image shows.
  let labels: Tensor<Int64>
  /// [count, 10]: the probabilities that scikit-learn computes with the same weights.
  let expected: Tensor<Double>

  /// The number of images.
  var count: Int { labels.count }

  /// The folder beside this source file, so that the example runs from any working directory.
  static let defaultFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Data"

  static func requireFolder(_ folder: String) throws(DataError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noFolder(folder)
    }
  }

  init(folder: String) throws {
    let files = ["test-images.npy", "test-labels.npy", "test-probabilities.npy"].map { folder + "/" + $0 }
    images = try Tensor(npy: files[0])
    labels = try Tensor(npy: files[1])
    expected = try Tensor(npy: files[2])

    guard labels.shape.rank == 1, labels.count > 0 else { throw DataError.noLabels(labels.shape, file: files[1]) }
    try images.require(shape: [.fixed(count), .fixed(DigitImage.pixelCount)], file: files[0])
    try expected.require(shape: [.fixed(count), 10], file: files[2])
    if let wrong = labels.elements.first(where: { !(0...9).contains($0) }) {
      throw DataError.label(wrong, file: files[1])
    }
  }

  /// The images in groups of `rowCount`, each a tensor of its own; the last group may be smaller.
  func batches(of rowCount: Int) throws -> [Batch] {
    try stride(from: 0, to: count, by: rowCount).map { first in
      let rows = first..<(count - first > rowCount ? first + rowCount : count)
      return Batch(rows: rows, images: try images.rows(rows))
    }
  }

  struct Batch {
    let rows: Range<Int>
    let images: Tensor<Float>
  }
}

extension Tensor {
  fileprivate func require(shape expected: Shape, file: String) throws(DataError) {
    guard shape == expected else { throw .shape(shape, expected: expected, file: file) }
  }
}
