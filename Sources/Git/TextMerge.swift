internal import CLibgit2
internal import Glibc

/// The three-way merge by line that git makes.
public enum TextMerge {
  /// Merges two texts that started from `base`; where they disagree, markers show both sides.
  public static func merge(_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) throws(GitError)
    -> (text: [UInt8], isClean: Bool)
  {
    _ = LibGit.started
    var options = git_merge_file_options()
    git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION))
    let labels = ["before", "ours", "theirs"].map { (label: String) in strdup(label) }
    defer { labels.forEach { free($0) } }
    options.ancestor_label = UnsafePointer(labels[0])
    options.our_label = UnsafePointer(labels[1])
    options.their_label = UnsafePointer(labels[2])
    var result = git_merge_file_result()
    defer { git_merge_file_result_free(&result) }
    try LibGit.check("merge by line") {
      withInput(base) { ancestor in
        withInput(ours) { our in
          withInput(theirs) { their in
            git_merge_file(&result, &ancestor, &our, &their, &options)
          }
        }
      }
    }
    // SAFETY: the text belongs to the result, which lives until the deferred free.
    let text = Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
    return (text, result.automergeable == 1)
  }

  private static func withInput(
    _ text: [UInt8],
    _ body: (inout git_merge_file_input) -> Int32
  ) -> Int32 {
    text.withUnsafeBytes { bytes in
      var input = git_merge_file_input()
      git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      // SAFETY: the array lives through the call; libgit2 only reads.
      input.ptr = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      input.size = bytes.count
      return body(&input)
    }
  }
}
