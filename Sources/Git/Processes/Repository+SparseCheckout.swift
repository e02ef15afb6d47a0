extension Repository {
  /// Returns the files that a sparse checkout leaves out of the working tree, as the index has them;
  /// none where the checkout is whole.
  public func skippedFiles() throws(GitError) -> [String: (id: ObjectID, mode: FileMode)] {
    // Whoever makes a sparse checkout says what is in it in this file.
    guard SystemFile.exists("\(gitDirectory)/info/sparse-checkout"),
      try configValue("core.sparseCheckout") == "true"
    else { return [:] }
    var files: [String: (id: ObjectID, mode: FileMode)] = [:]
    // A line is `S 100644 <id> 0<tab><path>`; S marks what is skipped.
    for line in try git(["ls-files", "-t", "--stage", "-z"]).split(separator: 0) {
      guard line.first == UInt8(ascii: "S"), let tab = line.firstIndex(of: UInt8(ascii: "\t"))
      else { continue }
      let words = line[..<tab].split(separator: UInt8(ascii: " "))
      guard words.count == 4, let id = ObjectID(hexDigits: words[2]),
        let mode = UInt32(String(decoding: words[1], as: UTF8.self), radix: 8)
      else { continue }
      let path = String(decoding: line[line.index(after: tab)...], as: UTF8.self)
      files[path] = (id, FileMode(mode))
    }
    return files
  }
}
