/// The bytes of a commit object: headers, an empty line, the message.
///
/// A header that goes on over several lines (a signature, a merged tag) begins every further line
/// with a space.
struct CommitText {
  /// One header: its name, and its lines from the name to the last line end.
  struct Header {
    /// The name.
    let name: ArraySlice<UInt8>
    /// What follows the name, continuation lines included as they stand.
    let value: ArraySlice<UInt8>
    /// The whole of it, the last line end included.
    let range: Range<Int>

    /// Whether the header has this name.
    func `is`(_ name: StaticString) -> Bool {
      name.withUTF8Buffer { self.name.elementsEqual($0) }
    }

    /// The value, with the spaces that begin continuation lines taken out.
    var unfolded: [UInt8] {
      var bytes: [UInt8] = []
      var isAtLineStart = false
      for byte in value {
        if !(isAtLineStart && byte == UInt8(ascii: " ")) { bytes.append(byte) }
        isAtLineStart = byte == UInt8(ascii: "\n")
      }
      return bytes
    }
  }

  /// The headers, in order.
  let headers: [Header]
  /// The message.
  let message: ArraySlice<UInt8>

  /// Takes a commit object apart.
  init(_ bytes: [UInt8]) {
    let (newline, space) = (UInt8(ascii: "\n"), UInt8(ascii: " "))
    var headers: [Header] = []
    var start = 0
    while start < bytes.count, bytes[start] != newline {
      var end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      while end + 1 < bytes.count, bytes[end + 1] == space {
        end = bytes[(end + 1)...].firstIndex(of: newline) ?? bytes.count
      }
      let line = bytes[start..<end]
      let nameEnd = line.firstIndex(of: space) ?? end
      let next = min(end + 1, bytes.count)
      headers.append(
        Header(
          name: line[..<nameEnd],
          value: line[min(nameEnd + 1, end)...],
          range: start..<next
        )
      )
      start = next
    }
    self.headers = headers
    message = bytes[min(start + 1, bytes.count)...]
  }

  /// The first header of a name.
  func first(_ name: StaticString) -> Header? { headers.first { $0.is(name) } }

  /// How the texts are to be read.
  var encoding: CommitEncoding {
    guard let header = first("encoding") else { return .utf8 }
    return CommitEncoding(named: String(decoding: header.value, as: UTF8.self))
  }
}
