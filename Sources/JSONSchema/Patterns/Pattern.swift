/// A regular expression in the ECMA-262 dialect (ECMAScript 2023, section 22.2, with the u flag), as
/// far as it is regular: matched in time proportional to text times pattern, whatever the pattern.
///
/// Look-around and back-references are not regular; a pattern that has them is refused.
public struct Pattern: Sendable {
  /// One step of the machine.
  enum Step: Sendable {
    case scalar(ScalarClass)
    case split(Int, Int)
    case jump(Int)
    case start
    case end
    case wordBoundary(isNegated: Bool)
    case match
  }

  /// The pattern as it was written.
  public let source: String
  let steps: [Step]

  /// Compiles a pattern.
  public init(_ source: String) throws(PatternError) {
    self.source = source
    var parser = PatternParser(source)
    steps = try PatternAssembler.assemble(parser.parse())
  }

  /// Whether the pattern matches somewhere in the text.
  public func matches(_ text: String) -> Bool {
    matches(text.unicodeScalars)
  }

  /// Whether the pattern matches somewhere in UTF-8 bytes.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    matches(String(decoding: text, as: UTF8.self).unicodeScalars)
  }

  private func matches(_ scalars: String.UnicodeScalarView) -> Bool {
    var current = ThreadSet(count: steps.count)
    var next = ThreadSet(count: steps.count)
    var previous: Unicode.Scalar?
    var index = scalars.startIndex
    while true {
      let scalar = index < scalars.endIndex ? scalars[index] : nil
      // A match may begin at every position.
      if add(0, to: &current, previous, scalar) { return true }
      guard let scalar else { return false }
      let after = scalars.index(after: index)
      let following = after < scalars.endIndex ? scalars[after] : nil
      next.clear()
      for thread in current.list {
        if case .scalar(let accepted) = steps[thread], accepted.contains(scalar),
          add(thread + 1, to: &next, scalar, following)
        {
          return true
        }
      }
      swap(&current, &next)
      previous = scalar
      index = after
    }
  }

  /// Adds a thread and all that it reaches without a letter; true where that is a match.
  private func add(
    _ start: Int,
    to set: inout ThreadSet,
    _ previous: Unicode.Scalar?,
    _ next: Unicode.Scalar?
  ) -> Bool {
    var pending = [start]
    while let step = pending.popLast() {
      guard set.insert(step) else { continue }
      switch steps[step] {
      case .match: return true
      case .scalar: break
      case .jump(let target): pending.append(target)
      case .split(let first, let second):
        pending.append(second)
        pending.append(first)
      case .start: if previous == nil { pending.append(step + 1) }
      case .end: if next == nil { pending.append(step + 1) }
      case .wordBoundary(let isNegated):
        let isBoundary = Self.isWord(previous) != Self.isWord(next)
        if isBoundary != isNegated { pending.append(step + 1) }
      }
    }
    return false
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { ScalarClass.word.contains($0) } ?? false
  }
}

/// A set of threads that remembers the order of insertion.
private struct ThreadSet {
  private(set) var list: [Int] = []
  private var isIn: [Bool]

  init(count: Int) { isIn = [Bool](repeating: false, count: count) }

  mutating func insert(_ thread: Int) -> Bool {
    if isIn[thread] { return false }
    isIn[thread] = true
    list.append(thread)
    return true
  }

  mutating func clear() {
    for thread in list { isIn[thread] = false }
    list.removeAll(keepingCapacity: true)
  }
}
