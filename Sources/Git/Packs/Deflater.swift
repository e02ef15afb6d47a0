internal import CZlib

/// A zlib stream that is kept and begun anew for each object: setting one up costs six times what
/// compressing a record does.
final class Deflater {
  // SAFETY: z_stream points to itself once it is set up, so it must stay at one address: it is
  // allocated, owned by this object alone, and freed with it. So is the space for the output.
  private let stream: UnsafeMutablePointer<z_stream>
  private var space: UnsafeMutableRawBufferPointer

  /// Sets the stream up for speed over size.
  init() throws(GitError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    space = .allocate(byteCount: 1 << 16, alignment: 16)
    let code = deflateInit_(
      stream,
      Z_BEST_SPEED,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    guard code == Z_OK else { throw GitError(.other, "compress", "zlib answers \(code)") }
  }

  deinit {
    // What it answers says only whether output was left, which is of no interest here.
    _ = deflateEnd(stream)
    stream.deallocate()
    space.deallocate()
  }

  /// Appends the compressed content to `output`.
  func compress(_ content: [UInt8], onto output: inout [UInt8]) throws(GitError) {
    guard content.count <= Int(UInt32.max >> 1) else {
      throw GitError(.other, "compress", "an object of 2 GiB or more is not written")
    }
    guard deflateReset(stream) == Z_OK else {
      throw GitError(.other, "compress", "zlib cannot begin anew")
    }
    let bound = Int(deflateBound(stream, UInt(content.count)))
    if bound > space.count {
      space.deallocate()
      space = .allocate(byteCount: bound, alignment: 16)
    }
    let code = content.withUnsafeBufferPointer { input in
      // SAFETY: the array lives through the call, and the space longer; deflate reads and writes
      // within the lengths that it is given. It takes a pointer to change, but changes no input.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      stream.pointee.next_out = space.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(bound)
      return deflate(stream, Z_FINISH)
    }
    let written = bound - Int(stream.pointee.avail_out)
    stream.pointee.next_in = nil
    stream.pointee.next_out = nil
    guard code == Z_STREAM_END else { throw GitError(.other, "compress", "zlib answers \(code)") }
    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: space[..<written]))
  }
}
