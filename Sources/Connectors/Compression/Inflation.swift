import CZlib

/// Unpacks what agents compress before they send it: zlib (RFC 1950) and gzip (RFC 1952).
enum Inflation {
  private static let room = 1 << 16
  /// Take either header, with the greatest window (zlib.h, inflateInit2).
  private static let eitherHeader: Int32 = 15 + 32

  /// Returns the bytes unpacked, or as they are where they are not compressed. What would grow beyond
  /// the limit is refused while it is unpacked.
  static func inflated(_ bytes: [UInt8], limits: ConnectorLimits) throws(ConnectorError)
    -> [UInt8]
  {
    guard let compression = Recognition.compression(of: bytes) else { return bytes }
    // SAFETY: zlib keeps the address of the stream, which is freed here after the last call.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    guard
      inflateInit2_(stream, eitherHeader, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw ConnectorError(.tooLarge, "no memory to unpack it", help: "try again later") }
    defer { inflateEnd(stream) }
    var output: [UInt8] = []
    var code = Z_OK
    var input = bytes
    input.withUnsafeMutableBufferPointer { source in
      // SAFETY: zlib reads `source` and writes a chunk of `room` bytes within this call only.
      stream.pointee.next_in = source.baseAddress
      stream.pointee.avail_in = UInt32(clamping: source.count)
      while code == Z_OK, output.count <= limits.bytes {
        let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
          stream.pointee.next_out = buffer.baseAddress
          stream.pointee.avail_out = UInt32(room)
          code = inflate(stream, Z_NO_FLUSH)
          count = room - Int(stream.pointee.avail_out)
        }
        output += chunk
      }
    }
    guard output.count <= limits.bytes else {
      throw ConnectorError(
        .tooLarge,
        "unpacked it has more than the \(limits.bytes) bytes that are read",
        help: "deliver it in parts"
      )
    }
    switch code {
    case Z_STREAM_END: return output
    case Z_BUF_ERROR, Z_OK:
      throw ConnectorError(
        .truncated,
        "the compressed text (\(compression)) was cut off",
        help: "let the program finish, and deliver the whole file"
      )
    default:
      throw ConnectorError(
        .encoding,
        "the bytes seem compressed (\(compression)) and cannot be unpacked",
        help: "deliver what the program wrote, unchanged"
      )
    }
  }
}
