/// Paths as git stores them: bytes.
enum TreePath {
  /// The path as text, and its bytes where the text cannot say them.
  static func texts(_ bytes: [UInt8]) -> (text: String, raw: [UInt8]?) {
    let text = String(decoding: bytes, as: UTF8.self)
    return (text, text.utf8.elementsEqual(bytes) ? nil : bytes)
  }

  /// A path below a folder.
  static func joined(_ folder: [UInt8], _ name: some Collection<UInt8>) -> [UInt8] {
    var path: [UInt8] = []
    path.reserveCapacity(folder.count + name.count + 1)
    path += folder
    if !folder.isEmpty { path.append(UInt8(ascii: "/")) }
    path += name
    return path
  }

  /// Says why no tree may hold a name, or nil where one may.
  static func objection(to name: some Collection<UInt8>) -> String? {
    if name.isEmpty { return "a part of the path is empty" }
    if name.contains(0) { return "the path holds a NUL" }
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return [".", "..", ".git"].contains(text) ? "git allows no file of the name \(text)" : nil
  }
}
