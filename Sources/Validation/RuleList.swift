/// Every rule, in the order in which they are explained.
public enum RuleList {
  /// The rules about single records, cheap ones first.
  public static let all: [any Rule.Type] = [
    RecordFollowsSchema.self,
    OwnerIsActiveTeam.self,
    ReferencesPointToRecords.self,
    KeysNameOneItem.self,
    RedundancyNamesTargets.self,
    StateHasWhatItRequires.self,
    TextIsVisible.self,
    RelationsDoNotLoop.self,
    RecordMeetsStandards.self,
    IdentifiersAreUnique.self,
  ]

  /// The rules that look at a record and at what it refers to, and search nothing: fit for every edit.
  public static let withoutSearch: [any Rule.Type] = all.filter {
    $0 != IdentifiersAreUnique.self
  }

  /// The rules about the change of a record.
  public static let aboutChanges: [any ChangeRule.Type] = [
    LifecycleGoesStepByStep.self,
    NoRecordIsOrphaned.self,
    AuthorMayChangeAttributes.self,
    ChangeIsApproved.self,
    SourceLeavesGovernedAttributes.self,
    PersonsValueStands.self,
  ]

  /// The rules about files and about the repository as a whole.
  public static let aboutFiles: [any ExplainedRule.Type] = [
    FileIsRecord.self,
    TextIsDocument.self,
    RecordNamesAreDistinct.self,
    SettingsFollowSchema.self,
    FolderSizes.self,
    CloneKnowsDrivers.self,
    TextHoldsNoSecret.self,
    SchemaCanBeUsed.self,
    SettingsReferToRecords.self,
    MainMovesForward.self,
    AuthorMayChangeFile.self,
    MergeIsClean.self,
    GitFilesAreHarmless.self,
  ]

  /// Every rule, in order of identifier.
  public static let explained: [any ExplainedRule.Type] =
    ((all as [any ExplainedRule.Type]) + aboutChanges + aboutFiles).sorted { $0.id < $1.id }

  /// Returns the rule of that identifier, without regard to letter case.
  public static func rule(_ id: String) -> (any ExplainedRule.Type)? {
    explained.first { $0.id == id.uppercased() }
  }
}
