internal import Documents

/// What becomes of one attribute of a record, and why.
struct AttributeDecision: Hashable {
  /// What happens to the attribute.
  enum Action: Hashable {
    /// It stays.
    case stand
    /// It gets a value.
    case set(Value)
    /// It loses its value.
    case remove
  }

  /// Whose word it is.
  enum Basis: Hashable {
    /// People decide the attribute.
    case governed
    /// A person pinned it.
    case pinned
    /// A person wrote the value.
    case person
    /// The contender whose word counts most.
    case source
    /// A held observation, or a source that is not known here, might say otherwise.
    case held
    /// No source says anything.
    case nobody
  }

  let action: Action
  let basis: Basis
  /// Why, in words.
  let rule: String
  /// Whether a source contradicts what stands, so that people should look.
  var isDrift = false
}
