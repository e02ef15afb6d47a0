public import Documents
public import Records

/// What two lines of work did that cannot be joined without somebody deciding.
public struct MergeConflict: Sendable, Hashable {
  /// What the sides disagree about.
  public enum Kind: String, Sendable {
    /// An attribute has two values.
    case attribute
    /// A comment was written anew in two ways.
    case comment
    /// One side removed what the other changed.
    case removed
    /// A record or file was moved to two places.
    case place
    /// Lines of a text that is no record, or cannot be read as one.
    case lines
    /// A file that has no lines: something binary, a link, another repository.
    case file
    /// The mode of a file.
    case mode
    /// One side has a file where the other has a folder.
    case folder
  }

  /// What the sides disagree about.
  public var kind: Kind
  /// Where the merge result has it.
  public var path: String
  /// The record, where the file is one's.
  public var reference: Reference?
  /// The attribute; nil where it is about the whole.
  public var attribute: AttributePath?
  /// What both started from, or nil: a value, the text of a comment, a path, a mode, the id of a
  /// blob; of a record that was removed all of it.
  public var base: Value?
  /// What we have, or nil.
  public var ours: Value?
  /// What they have, or nil.
  public var theirs: Value?
  /// The attributes that one side changed in a record that the other removed.
  public var changed: [AttributePath] = []
}
