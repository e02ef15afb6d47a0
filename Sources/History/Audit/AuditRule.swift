/// What must hold of a history as evidence, besides the rules that every change is held against.
public enum AuditRule: String, CaseIterable, Sendable {
  /// Times of commits do not go back by more than ten minutes.
  case timesGoForward = "CMDB-A001"
  /// A sync merge has the tree that reconciling its parents gives.
  case mergesAreRecomputed = "CMDB-A002"
  /// A signature on a commit fits the commit, and is its author's.
  case signaturesFit = "CMDB-A003"
  /// A squashed proposal keeps its authors and approvals.
  case squashesKeepAuthors = "CMDB-A004"
  /// Every head that main had is on its chain of first parents.
  case mainIsNotRewritten = "CMDB-A005"
  /// Every entry of the journal can be read.
  case entriesAreReadable = "CMDB-A006"
  /// Entries follow one another without a gap.
  case entriesFollowEachOther = "CMDB-A007"
  /// Entries say how branches moved, and branches of sources only move forward.
  case movesAreWhole = "CMDB-A008"
  /// The deliveries of an entry are there, on their branches.
  case deliveriesAreThere = "CMDB-A009"
  /// The digest and the policy that an entry names are those of main.
  case statesAreWhatEntriesSay = "CMDB-A010"
  /// The journal's tree only grows.
  case journalOnlyGrows = "CMDB-A011"
  /// Checkpoints follow one another and say what the journal says.
  case checkpointsAreChained = "CMDB-A012"
  /// Checkpoints are signed by a key that is trusted.
  case checkpointsAreSigned = "CMDB-A013"
  /// The checkpoint that somebody noted is there.
  case expectedCheckpointIsThere = "CMDB-A014"

  /// What must hold, as one line.
  public var title: String {
    switch self {
    case .timesGoForward: "times of commits and entries do not go back by more than ten minutes"
    case .mergesAreRecomputed: "a sync merge has the tree that reconciling its parents gives"
    case .signaturesFit: "a signature on a commit fits the commit, and is its author's"
    case .squashesKeepAuthors: "a squashed proposal keeps its authors and approvals"
    case .mainIsNotRewritten: "every head that main had is on its chain of first parents"
    case .entriesAreReadable: "every entry of the journal can be read"
    case .entriesFollowEachOther: "entries of the journal follow one another without a gap"
    case .movesAreWhole: "entries tell every move, and branches of sources only move forward"
    case .deliveriesAreThere: "the deliveries that an entry acknowledges are on their branches"
    case .statesAreWhatEntriesSay: "digest and policy of an entry are those of main"
    case .journalOnlyGrows: "nothing that the journal's tree holds is changed or removed"
    case .checkpointsAreChained: "checkpoints follow one another and say what the journal says"
    case .checkpointsAreSigned: "checkpoints are signed by a key that is trusted"
    case .expectedCheckpointIsThere: "the checkpoint that --expect names is there"
    }
  }
}
