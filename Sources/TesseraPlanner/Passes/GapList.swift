/// Free byte ranges below an end that grows when no gap is large enough.
struct GapList {
  private struct Gap {
    var offset: Int
    var byteCount: Int
  }

  private(set) var end = 0
  /// By offset, never adjacent.
  private var gaps: [Gap] = []

  /// The offset of a range of bytes: the smallest gap that holds it, or the end.
  mutating func take(_ byteCount: Int) -> Int {
    if byteCount == 0 { return 0 }
    var best: Int?
    for (index, gap) in gaps.enumerated() where gap.byteCount >= byteCount {
      if let known = best, gaps[known].byteCount <= gap.byteCount { continue }
      best = index
    }
    if let best {
      let offset = gaps[best].offset
      if gaps[best].byteCount == byteCount {
        gaps.remove(at: best)
      } else {
        gaps[best].offset += byteCount
        gaps[best].byteCount -= byteCount
      }
      return offset
    }
    // A gap that reaches the end grows with it.
    if let last = gaps.last, last.offset + last.byteCount == end {
      gaps.removeLast()
      end = last.offset + byteCount
      return last.offset
    }
    end += byteCount
    return end - byteCount
  }

  mutating func release(_ offset: Int, _ byteCount: Int) {
    if byteCount == 0 { return }
    var low = 0
    var high = gaps.count
    while low < high {
      let middle = (low + high) / 2
      if gaps[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    var gap = Gap(offset: offset, byteCount: byteCount)
    if low < gaps.count, gap.offset + gap.byteCount == gaps[low].offset {
      gap.byteCount += gaps.remove(at: low).byteCount
    }
    if low > 0, gaps[low - 1].offset + gaps[low - 1].byteCount == gap.offset {
      gaps[low - 1].byteCount += gap.byteCount
    } else {
      gaps.insert(gap, at: low)
    }
  }
}
