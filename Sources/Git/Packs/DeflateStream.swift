internal import CZlib

/// A zlib stream that is kept and begun anew for each object: setting one up costs more than
/// compressing a record.
struct DeflateStream: ~Copyable {
  // SAFETY: z_stream points to itself once it is set up, so it must stay at one address: it is
  // allocated, owned by this value alone, and freed with it.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Sets the stream up for speed over size.
  init() throws(GitError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = deflateInit_(
      stream,
      Z_BEST_SPEED,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    guard code == Z_OK else {
      throw GitError(.other, "compress", "zlib answers \(code)")
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Appends the compressed content to `output`.
  mutating func compress(_ content: [UInt8], onto output: inout [UInt8]) throws(GitError) {
    guard deflateReset(stream) == Z_OK else {
      throw GitError(.other, "compress", "zlib cannot begin anew")
    }
    let bound = Int(deflateBound(stream, UInt(content.count)))
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: bound))
    var code = Z_OK
    var written = 0
    content.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { buffer in
        // SAFETY: both arrays live through the call; deflate reads and writes within the lengths
        // that it is given, and the bound is enough for all of the input in one call.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = buffer.baseAddress.map { $0 + start }
        stream.pointee.avail_out = UInt32(bound)
        code = deflate(stream, Z_FINISH)
        written = bound - Int(stream.pointee.avail_out)
      }
    }
    guard code == Z_STREAM_END else { throw GitError(.other, "compress", "zlib answers \(code)") }
    output.removeLast(bound - written)
  }
}
