/// The name of an attribute: the way to a value inside a record, such as `interfaces[eth0].mac`.
///
/// Names of entries are joined by dots, items of lists stand in brackets by their key. The empty
/// path names the whole. Paths are equal and ordered code point by code point.
public struct AttributePath: Sendable {
  /// One step of the way.
  public enum Segment: Sendable {
    /// To the entry of that name in a map.
    case name(String)
    /// To an item of a list.
    case item(ItemKey)
  }

  /// The steps, outermost first.
  public var segments: [Segment]

  /// Creates the path of those steps; without any it names the whole.
  public init(_ segments: [Segment] = []) { self.segments = segments }

  /// Whether the path names the whole.
  public var isEmpty: Bool { segments.isEmpty }

  /// The last step, or nil for the empty path.
  public var last: Segment? { segments.last }

  /// The path to what contains the attribute; nil for the empty path.
  public var parent: AttributePath? {
    segments.isEmpty ? nil : AttributePath(Array(segments.dropLast()))
  }

  /// Returns the path one step further, to the entry of that name.
  public func appending(name: String) -> AttributePath { AttributePath(segments + [.name(name)]) }

  /// Returns the path one step further, to that item.
  public func appending(item: ItemKey) -> AttributePath { AttributePath(segments + [.item(item)]) }

  /// Returns the path with the steps of `other` after its own.
  public func appending(_ other: AttributePath) -> AttributePath {
    AttributePath(segments + other.segments)
  }

  /// Whether the path starts with all steps of `other`; every path has itself as a prefix.
  public func hasPrefix(_ other: AttributePath) -> Bool {
    segments.count >= other.segments.count
      && segments.prefix(other.segments.count).elementsEqual(other.segments)
  }

  /// The path with every item's key left out: `interfaces[].mac`.
  public var pattern: AttributePath {
    AttributePath(
      segments.map { segment in
        if case .item = segment { .item(ItemKey(parts: [])) } else { segment }
      }
    )
  }
}

extension AttributePath.Segment: Hashable {
  /// Whether two steps are the same, code point by code point.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.name(let left), .name(let right)): ExactText.same(left, right)
    case (.item(let left), .item(let right)): left == right
    default: false
    }
  }

  /// Feeds the step.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .name(let name): hasher.combine(name)
    case .item(let key): hasher.combine(key)
    }
  }
}

extension AttributePath: Hashable, Comparable {
  /// Orders by the bytes of the description.
  public static func < (left: AttributePath, right: AttributePath) -> Bool {
    ExactText.precedes(left.description, right.description)
  }
}

extension AttributePath: CustomStringConvertible {
  /// The path as people write it; a name or key that needs it is in double quotes.
  public var description: String {
    var text = ""
    for segment in segments {
      switch segment {
      case .name(let name):
        if !text.isEmpty { text += "." }
        text += PathText.name(name)
      case .item(let key): text += "[\(key.description)]"
      }
    }
    return text
  }
}

extension AttributePath: ExpressibleByStringLiteral {
  /// The path that the literal describes; the program stops where it describes none.
  public init(stringLiteral text: String) {
    do {
      self = try AttributePath(parsing: text)
    } catch {
      preconditionFailure("no attribute path: \(text): \(error.message)")
    }
  }
}
