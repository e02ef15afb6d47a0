public import ArgumentParser

/// How an answer is written.
public enum OutputFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// Columns for people.
  case table
  /// One JSON value.
  case json
  /// One JSON value a line.
  case ndjson
  /// YAML.
  case yaml
  /// Comma-separated values (RFC 4180).
  case csv

  /// Whether the answer is one document as a whole, not row by row.
  public var isDocument: Bool { self == .json || self == .yaml }
}
