/// The files of the project's folder `sample-repo/`, as they were when the program was built.
public enum SampleLibrary {
  /// One file.
  public struct File: Sendable {
    /// The path below `sample-repo/`.
    public let path: String
    /// The text, as it stands in the file.
    public let source: [UInt8]
  }

  /// Every file, sorted by path.
  public static var files: [File] {
    EmbeddedFiles.all.map { entry in
      File(
        path: entry.path.description,
        source: entry.text.withUTF8Buffer { Array($0) }
      )
    }
  }
}
