/// What rules about changes may ask: both sides, who makes the change, and who approved it.
///
/// The policy in force is that of `before`: a change cannot give itself leave.
public struct ChangeContext {
  /// The repository before the change.
  public let before: ValidationContext
  /// The repository after the change; its day is the change's own.
  public let after: ValidationContext
  /// Who makes the change.
  public let author: ChangeAuthor
  /// Who approved it.
  public let approvals: [Approval]
  /// Whether who made the change is judged as well; not while it is still being prepared, when
  /// approvals cannot be there yet.
  public let judgesApprovals: Bool

  /// The people of the repository as they were before the change.
  let people: PersonDirectory

  /// Creates a context; `people` are those of the state before, where none are given.
  public init(
    before: ValidationContext,
    after: ValidationContext,
    author: ChangeAuthor,
    approvals: [Approval] = [],
    judgesApprovals: Bool = true,
    people: PersonDirectory? = nil
  ) {
    self.before = before
    self.after = after
    self.author = author
    self.approvals = approvals
    self.judgesApprovals = judgesApprovals
    self.people = people ?? PersonDirectory(before)
  }
}
