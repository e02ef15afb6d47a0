/// Who wrote the present value of an attribute.
public enum LastWriter: Sendable, Hashable {
  /// A reconciliation.
  case machine
  /// A person, after the record was bound to the source.
  case person
  /// A person, before the record was bound to the source.
  case personBeforeBinding
}
