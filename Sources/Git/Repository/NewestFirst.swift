/// A queue that gives the newest first, and of two of the same time the one that came first.
public struct NewestFirst<Element> {
  private var heap: [(element: Element, time: Int64, turn: Int)] = []
  private var turns = 0

  /// Creates a queue in which nothing waits.
  public init() {}

  /// What comes next, or nil where nothing waits.
  public var first: Element? { heap.first?.element }

  /// Adds what is of a time, in seconds since 1970.
  public mutating func push(_ element: Element, time: Int64) {
    heap.append((element, time, turns))
    turns += 1
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes what comes next, or returns nil where nothing waits.
  public mutating func pop() -> Element? {
    guard let top = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && precedes(child, best) {
        best = child
      }
      if best == parent { return top.element }
      heap.swapAt(best, parent)
      parent = best
    }
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (one, two) = (heap[left], heap[right])
    return one.time != two.time ? one.time > two.time : one.turn < two.turn
  }
}
