internal import Glibc

/// Files that are read whole, before anything is measured.
public enum TextFile {
  /// Why a file could not be read.
  public struct Failure: Error, CustomStringConvertible {
    /// The path.
    public let path: String
    /// What the user is told.
    public var description: String { "\(path) cannot be read" }
  }

  /// Returns the bytes of a file.
  public static func content(of path: String) throws(Failure) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Failure(path: path) }
    defer { fclose(file) }
    var content: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&part, 1, part.count, file)
      content += part[..<count]
      if count < part.count { break }
    }
    if ferror(file) != 0 { throw Failure(path: path) }
    return content
  }

  /// Returns the lines of a file that are not empty.
  public static func lines(of path: String) throws(Failure) -> [String] {
    try content(of: path).split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
