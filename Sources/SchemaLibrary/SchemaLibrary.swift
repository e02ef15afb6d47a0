/// The schemas of the project's folder `schema/`, as they were when the program was built.
public enum SchemaLibrary {
  /// One file.
  public struct File: Sendable {
    /// The path below `schema/` without `.yaml`, such as `server` or `lifecycle/physical`.
    public let name: String
    /// The text, as it stands in the file.
    public let source: [UInt8]
  }

  /// Every file, sorted by name.
  public static var files: [File] {
    EmbeddedFiles.all.compactMap { entry in
      let path = entry.path.description
      guard path.hasSuffix(".yaml") else { return nil }
      return File(
        name: String(path.dropLast(".yaml".count)),
        source: entry.text.withUTF8Buffer { Array($0) }
      )
    }
  }
}
