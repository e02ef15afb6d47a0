/// Where in a file something stands: what an editor needs to jump there.
public struct Place: Hashable, Sendable {
  /// The path as the user knows it: relative to the top of the repository, or as it was typed.
  public var file: String
  /// Line, counted from 1; nil where the objection is to the file as a whole.
  public var line: Int?
  /// Column, counted from 1 in Unicode scalars; nil where the line is meant as a whole.
  public var column: Int?

  /// Creates a place from its parts.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Place: CustomStringConvertible {
  /// `file:line:column`, without the parts that are not known.
  public var description: String {
    guard let line else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }
}

extension Place: Comparable {
  /// Orders by file, then line, then column; the file as a whole comes first.
  public static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line ?? 0, left.column ?? 0) < (right.file, right.line ?? 0, right.column ?? 0)
  }
}
