/// One change of a document, by attribute.
public enum DocumentEdit: Sendable, Hashable {
  /// Gives the attribute that value. Maps, lists and items on the way that are missing come into
  /// being, items with their key properties. A value that is equal to the present one changes
  /// nothing; for an item whose list also takes bare scalars, its key as value says that it is there.
  case set(AttributePath, Value)
  /// Adds an item at the end of the list, which comes into being where it is missing.
  case append(AttributePath, Value)
  /// Adds an item to the list so that it stands at that offset, counted from 0; behind the end it is
  /// added at the end.
  case insert(AttributePath, Value, at: Int)
  /// Removes the attribute, and what contained nothing else: removing the last item of a list
  /// removes the list. An attribute that is not there is left alone.
  case remove(AttributePath)

  /// The attribute that the edit names.
  public var path: AttributePath {
    switch self {
    case .set(let path, _), .append(let path, _), .insert(let path, _, _), .remove(let path): path
    }
  }
}
