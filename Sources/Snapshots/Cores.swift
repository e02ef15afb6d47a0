internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work that is shared out among the cores.
public enum Cores {
  /// How many threads are worth while.
  public static var count: Int { max(1, min(16, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Returns what `body` makes of each item, in order; `width` items at a time go to one core.
  public static func map<Item: Sendable, Product: Sendable>(
    _ items: [Item],
    width: Int = 16,
    _ body: @Sendable (Item) -> Product
  ) -> [Product] {
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

  /// Where one thread leaves what another takes.
  private final class Box<Product: Sendable>: Sendable {
    private let content = Mutex<Product?>(nil)

    var product: Product? { content.withLock { $0 } }

    func put(_ product: Product) { content.withLock { $0 = product } }
  }

  /// Returns what two pieces of work come to, of which the first is done on another core.
  public static func both<First: Sendable, Second>(
    _ first: @escaping @Sendable () -> First,
    _ second: () throws -> Second
  ) rethrows -> (First, Second) {
    let group = DispatchGroup()
    let box = Box<First>()
    DispatchQueue.global().async(group: group) { box.put(first()) }
    defer { group.wait() }
    let other = try second()
    group.wait()
    return (box.product ?? first(), other)
  }
}
