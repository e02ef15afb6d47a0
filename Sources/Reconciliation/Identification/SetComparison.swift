internal import Documents

/// How one identifier set of a thing that was seen compares with that of a record.
enum SetComparison: Equatable {
  /// Every member is there on both sides, and equal.
  case equal
  /// A member is missing on one side; the others are equal, and one of them tells things apart.
  case equalRest
  /// A member is there on both sides and differs; `sharesUnique` where another one that no two
  /// records may share is equal.
  case different(AttributePath, sharesUnique: Bool)
  /// It says nothing.
  case silent

  /// Whether the set speaks for the record.
  var isEqual: Bool { self == .equal || self == .equalRest }

  /// Whether the set speaks against the record.
  var isDifferent: Bool { if case .different = self { true } else { false } }
}
