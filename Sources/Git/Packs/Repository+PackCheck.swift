internal import Crypto

extension Repository {
  /// Checks the index of every pack against the checksum at its end.
  ///
  /// libgit2 trusts an index: where a bit of one has flipped, it can read past the end of the pack,
  /// and the process dies. A program that runs for long, or that starts after a crash, checks first;
  /// it costs about a millisecond for a megabyte. The objects themselves are checked when they are
  /// read.
  ///
  /// - Throws: `corrupt`, with the file.
  public func checkPackIndexes() throws(GitError) {
    let folders = [objectDirectory, "\(commonDirectory)/objects"].map { "\($0)/pack" }
    for folder in Set(folders) {
      for name in SystemFile.names(in: folder).sorted() where name.hasSuffix(".idx") {
        let bytes = try SystemFile.content("\(folder)/\(name)")
        var hasher = Insecure.SHA1()
        bytes.withUnsafeBytes { content in
          hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: content.dropLast(20)))
        }
        guard bytes.count > 1_024, ObjectID(hasher.finalize()) == ObjectID(bytes: bytes.suffix(20))
        else {
          throw GitError(
            .corrupt,
            "check the pack's index",
            "its checksum is wrong",
            at: "\(folder)/\(name)",
            remedy: "git index-pack \(name.dropLast(4)).pack makes it anew"
          )
        }
      }
    }
  }
}
