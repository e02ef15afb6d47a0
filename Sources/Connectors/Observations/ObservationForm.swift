import Diagnostics
import Documents
import Records

/// The form of one observation in a generic delivery.
struct ObservationForm {
  /// Why something is no observation.
  struct Objection: Error {
    /// The key, where it has one.
    var key: String?
    /// What is wrong.
    var message: String
  }

  private static let names = ["class", "key", "observed_at", "withdrawn", "attributes"]

  private let document: Document
  private let node: NodeIndex

  init(_ document: Document, _ node: NodeIndex) {
    self.document = document
    self.node = node
  }

  /// Returns the observation, or why it is none.
  func thing(line: Int) -> Result<Thing, Objection> {
    do throws(Objection) {
      return .success(try checked(line: line))
    } catch {
      return .failure(error)
    }
  }

  private func checked(line: Int) throws(Objection) -> Thing {
    guard document.kind(node) == .map else {
      throw Objection(key: nil, message: "an observation is a map with `key` and `attributes`")
    }
    let key = try key()
    for entry in document.entries(of: node) {
      let name = document.text(entry.key)
      guard !Self.names.contains(name) else { continue }
      let nearest = NearestName.of(name, in: Self.names).map { ": did you mean \($0)?" } ?? ""
      throw Objection(key: key, message: "an observation has no `\(name)`\(nearest)")
    }
    var thing = Thing(key: key, attributes: .map([:]), line: line)
    if let attributes = document.child(node, named: "attributes") {
      guard document.kind(attributes) == .map else {
        throw Objection(key: key, message: "`attributes` is no map")
      }
      thing.attributes = document.value(attributes)
    }
    thing.className = try text("class", key: key)
    thing.observedAt = try text("observed_at", key: key)
    if let time = thing.observedAt, Timestamp(time) == nil {
      throw Objection(key: key, message: "`observed_at` is no time of RFC 3339: \(time)")
    }
    thing.withdrawn = try withdrawn(key: key)
    if document.child(node, named: "attributes") == nil, thing.withdrawn.isEmpty {
      throw Objection(key: key, message: "it says nothing: it has neither attributes nor withdrawn")
    }
    return thing
  }

  private func key() throws(Objection) -> String {
    guard let found = document.child(node, named: "key") else {
      throw Objection(key: nil, message: "it has no `key`")
    }
    switch document.value(found) {
    case .string(let text): return text
    case .number(let number): return number.text
    default: throw Objection(key: nil, message: "`key` is no text")
    }
  }

  private func text(_ name: StaticString, key: String) throws(Objection) -> String? {
    guard let found = document.child(node, named: name) else { return nil }
    if document.kind(found) == .null { return nil }
    guard let text = document.value(found).stringValue else {
      throw Objection(key: key, message: "`\(name)` is no text")
    }
    return text
  }

  private func withdrawn(key: String) throws(Objection) -> [AttributePath] {
    guard let found = document.child(node, named: "withdrawn") else { return [] }
    guard document.kind(found) == .list else {
      throw Objection(key: key, message: "`withdrawn` is no list of attributes")
    }
    var paths: [AttributePath] = []
    for item in document.items(of: found) {
      guard let text = document.value(item).stringValue else {
        throw Objection(key: key, message: "`withdrawn` is no list of attributes")
      }
      do throws(AttributePathError) {
        paths.append(try AttributePath(parsing: text))
      } catch {
        throw Objection(key: key, message: "`\(text)` is no attribute: \(error.message)")
      }
    }
    return paths
  }
}
