/// Every rule, in the order in which they are explained.
public enum RuleList {
  /// The rules about single records, cheap ones first.
  public static let all: [any Rule.Type] = [
    RecordFollowsSchema.self,
    OwnerIsActiveTeam.self,
    ReferencesPointToRecords.self,
    IdentifiersAreUnique.self,
    KeysNameOneItem.self,
  ]

  /// The rules that look at a record and at what it refers to, and search nothing: fit for every edit.
  public static let withoutSearch: [any Rule.Type] = [
    RecordFollowsSchema.self, OwnerIsActiveTeam.self, ReferencesPointToRecords.self,
    KeysNameOneItem.self,
  ]

  /// Returns the rule of that identifier, without regard to letter case.
  public static func rule(_ id: String) -> (any Rule.Type)? {
    all.first { $0.id == id.uppercased() }
  }
}
