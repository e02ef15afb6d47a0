import Documents

/// Whether the values of one observation can be kept: no value too long, not too much in all.
struct ObservationCheck {
  private let limits: ConnectorLimits
  private var bytes = 0

  init(limits: ConnectorLimits) { self.limits = limits }

  /// What stands against the values, or nil.
  func objection(to attributes: Value) -> String? {
    var check = self
    return check.objection(to: attributes, at: AttributePath())
  }

  private mutating func objection(to value: Value, at path: AttributePath) -> String? {
    // Indentation, quotes and line ends count as well, since the whole becomes a file.
    bytes += 8 + 2 * path.segments.count
    switch value {
    case .string(let text):
      bytes += text.utf8.count
      if text.utf8.count > limits.valueBytes {
        return "\(path) is longer than \(limits.valueBytes) bytes"
      }
    case .number(let number):
      bytes += number.text.utf8.count
      if number.text.utf8.count > limits.keyBytes {
        return "\(path) is a number of more than \(limits.keyBytes) digits"
      }
    case .list(let items):
      for (offset, item) in items.enumerated() {
        let place = path.appending(item: ItemKey(position: offset + 1))
        if let objection = objection(to: item, at: place) { return objection }
      }
    case .map(let fields):
      for (name, item) in fields {
        bytes += name.utf8.count
        if let objection = objection(to: item, at: path.appending(name: name)) { return objection }
      }
    case .null, .bool: break
    }
    guard bytes <= limits.observationBytes else {
      return "its values have more than \(limits.observationBytes) bytes in all"
    }
    return nil
  }
}
