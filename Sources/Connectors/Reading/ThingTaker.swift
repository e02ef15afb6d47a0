import Documents
import Records

/// Takes the things of one text, one after another, as a connector's file says.
struct ThingTaker {
  private let rules: ReadingRules
  private var builder: DeliveryBuilder
  private var sections: [String]?
  private var count = 0

  init(_ rules: ReadingRules) {
    self.rules = rules
    builder = DeliveryBuilder(rules)
  }

  /// Takes one thing, unless the kind leaves such things out.
  mutating func add(_ written: Value, line: Int?, withdrawn: [AttributePath] = [])
    throws(ConnectorError)
  {
    let value = rules.prepared(written)
    if let condition = rules.condition, !condition.holds(for: value) { return }
    var thing = rules.thing(from: value, line: line)
    thing.withdrawn = withdrawn
    count += 1
    sections =
      count == 1 ? rules.carriedSections(of: value, attributes: thing.attributes) : [String]?.none
    try builder.add(thing)
  }

  /// Refuses one thing; the rest is taken.
  mutating func reject(line: Int?, _ message: String) {
    builder.reject(line: line, key: nil, message)
  }

  /// What was taken.
  func delivery() -> Delivery {
    builder.delivery(
      sweep: rules.isWhole ? .whole(finished: true) : .single,
      sections: sections
    )
  }
}
