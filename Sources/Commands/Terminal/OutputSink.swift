internal import Glibc

/// Where bytes go: a file descriptor, or a buffer that a test reads.
public final class OutputSink {
  private enum Target {
    case descriptor(Int32)
    case buffer
  }

  private let target: Target
  private var pending: [UInt8] = []
  /// Everything written so far, where the sink is a buffer.
  public private(set) var collected: [UInt8] = []
  /// Whether nothing more is written: the reader at the other end has gone, or writing failed.
  public private(set) var isClosed = false
  /// Why writing failed, such as a full disk; a reader that has gone is no failure.
  public private(set) var failure: String?

  private init(_ target: Target) { self.target = target }

  /// A sink that writes to a file descriptor.
  public static func descriptor(_ number: Int32) -> OutputSink { OutputSink(.descriptor(number)) }

  /// A sink that keeps what is written.
  public static func buffer() -> OutputSink { OutputSink(.buffer) }

  /// The text written so far, where the sink is a buffer.
  public var text: String { String(decoding: collected, as: UTF8.self) }

  /// Writes text; it reaches its target at the latest with `flush`.
  public func write(_ text: String) {
    if isClosed { return }
    switch target {
    case .buffer: collected.append(contentsOf: text.utf8)
    case .descriptor:
      pending.append(contentsOf: text.utf8)
      if pending.count > 1 << 16 { flush() }
    }
  }

  /// Writes bytes as they are.
  public func write(bytes: [UInt8]) {
    if isClosed { return }
    switch target {
    case .buffer: collected.append(contentsOf: bytes)
    case .descriptor:
      pending.append(contentsOf: bytes)
      if pending.count > 1 << 16 { flush() }
    }
  }

  /// Sends everything on. A reader that has gone ends the output quietly.
  public func flush() {
    guard case .descriptor(let descriptor) = target else { return }
    var start = 0
    while start < pending.count {
      let count = pending.withUnsafeBytes {
        // SAFETY: the buffer is the array's own and has pending.count - start bytes from start on.
        Glibc.write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno != EPIPE { failure = String(cString: strerror(errno)) }
        isClosed = true
        break
      }
      start += count
    }
    pending.removeAll(keepingCapacity: true)
  }
}
