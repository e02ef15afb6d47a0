/// One XML element with everything inside it.
struct XMLElement: Hashable, Sendable {
  /// An attribute of a start tag.
  struct Attribute: Hashable, Sendable {
    /// The name as written.
    var name: String
    /// The value, normalised as XML says.
    var value: String
  }

  /// The name as written.
  var name: String
  /// The attributes in order.
  var attributes: [Attribute] = []
  /// The elements inside it in order.
  var children: [XMLElement] = []
  /// The text right inside it, pieces between children joined.
  var text = ""
  /// The line of its start tag, counted from 1.
  var line: Int

  /// The value of an attribute.
  subscript(attribute name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// The first child of that name.
  func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }
}
