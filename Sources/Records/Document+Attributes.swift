internal import Documents

extension Document {
  /// An attribute of the text, and the line that it begins on.
  struct AttributePlace: Hashable {
    /// The attribute.
    let path: AttributePath
    /// The line of its key or item, counted from 1.
    let line: Int
  }

  /// Returns every attribute in the order of the text, what contains before what is contained.
  func attributePlaces(keys: ListKeys) -> [AttributePlace] {
    var places: [AttributePlace] = []
    func collect(_ node: NodeIndex) {
      switch kind(node) {
      case .map:
        for (key, value) in entries(of: node) {
          places.append(AttributePlace(path: path(of: key, keys: keys), line: line(key)))
          collect(value)
        }
      case .list:
        for item in items(of: node) {
          places.append(AttributePlace(path: path(of: item, keys: keys), line: line(item)))
          collect(item)
        }
      default: break
      }
    }
    collect(root)
    return places
  }
}
