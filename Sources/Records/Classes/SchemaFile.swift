/// The text of one schema, with the name that it is known by.
public struct SchemaFile: Hashable, Sendable {
  /// Who wrote a schema: this program, or the people of the repository.
  public enum Origin: Sendable, Hashable {
    /// Compiled into the program; `cmdb:<name>`.
    case builtIn
    /// A file in the repository's `schema/`; `repository:<name>`.
    case repository
  }

  /// The file name without `.yaml`, which is the name of the class; `lifecycle/physical` for a file
  /// in a folder.
  public let name: String
  /// Who wrote it.
  public let origin: Origin
  /// The text.
  public let source: [UInt8]

  /// Creates a schema file.
  public init(name: String, origin: Origin, source: [UInt8]) {
    self.name = name
    self.origin = origin
    self.source = source
  }

  /// The address that other schemas refer to it by.
  public var address: String {
    switch origin {
    case .builtIn: "cmdb:\(name)"
    case .repository: "repository:\(name)"
    }
  }

  /// The file, relative to the top of a repository or of this project.
  public var path: String { "schema/\(name).yaml" }
}
