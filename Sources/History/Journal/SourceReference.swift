/// The branches of sources, by their names.
enum SourceReference {
  /// The folders below which they are.
  static let prefixes = ["refs/heads/discovery/", "refs/heads/telemetry/"]

  /// The source whose branch it is, or nil for another reference.
  static func source(of reference: String) -> String? {
    prefixes.first { reference.hasPrefix($0) }.map { String(reference.dropFirst($0.count)) }
  }
}
