internal import Dispatch

/// Work that is shared out among the cores.
public enum Cores {
  /// Returns what `body` makes of each item, in order.
  public static func map<Item: Sendable, Product: Sendable>(
    _ items: [Item],
    _ body: @Sendable (Item) -> Product
  ) -> [Product] {
    let width = 16
    let chunks = (items.count + width - 1) / width
    if chunks < 2 { return items.map(body) }
    var products = [[Product]](repeating: [], count: chunks)
    products.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: each chunk is written by exactly one iteration, and the buffer outlives them all.
      nonisolated(unsafe) let shared = buffer
      DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
        let range = chunk * width..<min(items.count, (chunk + 1) * width)
        shared[chunk] = items[range].map(body)
      }
    }
    return products.flatMap { $0 }
  }
}
