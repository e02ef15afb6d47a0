/// The version of the program.
public enum Version {
  /// The number, by Semantic Versioning 2.0.0.
  public static let number = "0.1.0"
  /// What `cmdb --version` prints.
  public static let line = "cmdb \(number)"
}
