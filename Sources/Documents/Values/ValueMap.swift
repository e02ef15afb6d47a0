/// A map from strings to values that keeps the order of its entries.
///
/// Names are compared code point by code point. Small maps are searched, large ones carry an index.
public struct ValueMap: Sendable {
  /// One entry.
  public typealias Element = (key: String, value: Value)

  /// Maps with fewer entries are searched.
  private static let indexedFrom = 16
  private var entries: [Element]
  private var places: [ExactText: Int]?

  /// Creates an empty map.
  public init() { entries = [] }

  /// Creates a map of the entries in order; of two with one name the later value stays, at the
  /// place of the first.
  public init(_ entries: some Sequence<(String, Value)>) {
    self.init()
    for (key, value) in entries { self[key] = value }
  }

  /// Creates a map of entries whose names are known to differ.
  init(unique entries: [Element]) {
    self.entries = entries
    indexIfLarge()
  }

  /// The value of that name. Setting a new name adds it at the end, setting nil removes the entry.
  public subscript(name: String) -> Value? {
    get { place(of: name).map { entries[$0].value } }
    set {
      guard let newValue else {
        removeValue(forKey: name)
        return
      }
      if let place = place(of: name) {
        entries[place].value = newValue
      } else {
        entries.append((name, newValue))
        if places != nil {
          places?[ExactText(text: name)] = entries.count - 1
        } else {
          indexIfLarge()
        }
      }
    }
  }

  /// The names in order.
  public var keys: [String] { entries.map(\.key) }

  /// The values in order.
  public var values: [Value] { entries.map(\.value) }

  /// Returns where the entry of that name stands, or nil.
  public func place(of name: String) -> Int? {
    if let places { return places[ExactText(text: name)] }
    return entries.firstIndex { ExactText.same($0.key, name) }
  }

  /// Adds an entry whose name the map does not have yet, so that it stands at `place`.
  public mutating func insert(_ value: Value, named name: String, at place: Int) {
    precondition(self[name] == nil, "the map has an entry of that name")
    entries.insert((name, value), at: place)
    reindex()
  }

  /// Removes the entry of that name and returns its value; nil where there is none.
  @discardableResult
  public mutating func removeValue(forKey name: String) -> Value? {
    guard let place = place(of: name) else { return nil }
    let removed = entries.remove(at: place)
    reindex()
    return removed.value
  }

  /// Replaces the value at a place.
  mutating func replaceValue(at place: Int, with value: Value) { entries[place].value = value }

  private mutating func reindex() {
    places = nil
    indexIfLarge()
  }

  private mutating func indexIfLarge() {
    guard entries.count >= Self.indexedFrom else { return }
    var places: [ExactText: Int] = [:]
    places.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() { places[ExactText(text: entry.key)] = place }
    self.places = places
  }
}

extension ValueMap: RandomAccessCollection {
  /// The place of the first entry: 0.
  public var startIndex: Int { 0 }
  /// The place after the last entry.
  public var endIndex: Int { entries.count }
  /// The entry at a place.
  public subscript(place: Int) -> Element { entries[place] }
}

extension ValueMap: Hashable {
  /// Whether both maps have the same names with equal values, in whatever order.
  public static func == (left: ValueMap, right: ValueMap) -> Bool {
    guard left.count == right.count else { return false }
    for (place, entry) in left.entries.enumerated() {
      let twin = right.entries[place]
      if ExactText.same(entry.key, twin.key) {
        guard entry.value == twin.value else { return false }
      } else {
        guard let value = right[entry.key], value == entry.value else { return false }
      }
    }
    return true
  }

  /// Feeds the map without regard to order.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for entry in entries {
      var own = Hasher()
      own.combine(entry.key)
      own.combine(entry.value)
      sum &+= own.finalize()
    }
    hasher.combine(sum)
  }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
  /// A map of the entries in order; of two with one name the later value stays.
  public init(dictionaryLiteral entries: (String, Value)...) { self.init(entries) }
}
