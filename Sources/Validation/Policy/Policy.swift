public import Records

/// An organisation's own rules: all files of `policy/` together.
public struct Policy: Sendable {
  /// How sure it must be who somebody is.
  public enum Level: String, Sendable {
    /// An author line or a trailer will do.
    case claimed
    /// A signature, or an authenticated session, must stand behind the name.
    case verified
  }

  /// Who is meant.
  public enum Party: Sendable, Hashable {
    /// The team that owns the record.
    case owner
    /// The members of a team.
    case team(Reference)
    /// Everybody whose record gives the role.
    case role(String)
    /// A source, by name.
    case source(String)
  }

  /// Attributes that only some may change.
  public struct Authority: Sendable {
    /// The attributes, by pattern; empty where the entry is about files.
    public let attributes: [AttributePattern]
    /// The governed files, by pattern, such as `policy/*`.
    public let files: [String]
    /// The records that it is about; nil for all of them.
    public let match: Query?
    /// Who may change them.
    public let allow: [Party]
    /// How sure it must be who the author is.
    public let level: Level
  }

  /// Changes that need the word of others.
  public struct ApprovalNeed: Sendable {
    /// The records that it is about, as they are before or after the change.
    public let match: Query
    /// The attributes whose change needs it; nil for every one.
    public let attributes: [AttributePattern]?
    /// Who approves: `owner` or a team.
    public let by: Party
    /// How many of them.
    public let count: Int
    /// How sure it must be who they are.
    public let level: Level
    /// Whether an author who belongs to the team counts as one of them.
    public let countsAuthor: Bool
  }

  /// Who may change what.
  public let authority: [Authority]
  /// Which changes need the word of others.
  public let approvals: [ApprovalNeed]
  /// What records must be beyond their schema.
  public let standards: [Standard]

  /// No rules beyond those of the program.
  public static let none = Policy(authority: [], approvals: [], standards: [])

  init(authority: [Authority], approvals: [ApprovalNeed], standards: [Standard]) {
    self.authority = authority
    self.approvals = approvals
    self.standards = standards
  }
}
