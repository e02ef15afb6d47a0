internal import Documents

/// A set of JSON types, as the kinds of nodes that may be of one of them.
struct TypeSet: OptionSet, Sendable, Hashable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  static let null = TypeSet(.null)
  static let boolean: TypeSet = [TypeSet(.true), TypeSet(.false)]
  /// Numbers written without fraction and exponent.
  static let plainInteger = TypeSet(.integer)
  static let decimal = TypeSet(.decimal)
  static let string = TypeSet(.string)
  static let array = TypeSet(.list)
  static let object = TypeSet(.map)
  /// Of the numbers written with a fraction or exponent, those that are whole.
  static let wholeDecimal = TypeSet(rawValue: 1 << 8)
  static let all = TypeSet(rawValue: 0x1FF)

  init(_ kind: NodeKind) { self.init(rawValue: 1 << UInt16(kind.rawValue)) }

  /// The set of one type's name; nil where there is no such type.
  init?(name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "integer": self = [.plainInteger, .wholeDecimal]
    case "number": self = [.plainInteger, .decimal, .wholeDecimal]
    case "string": self = .string
    case "array": self = .array
    case "object": self = .object
    default: return nil
    }
  }

  /// Whether a node of that kind may be of one of the types.
  func mayAccept(_ kind: NodeKind) -> Bool {
    contains(TypeSet(kind)) || (kind == .decimal && contains(.wholeDecimal))
  }

  /// The types in words, such as `string or integer`.
  var phrase: String {
    var names: [String] = []
    if contains(.null) { names.append("null") }
    if contains(.boolean) { names.append("true or false") }
    if contains(.decimal) {
      names.append("a number")
    } else if contains(.plainInteger) {
      names.append("a whole number")
    }
    if contains(.string) { names.append("text") }
    if contains(.array) { names.append("a list") }
    if contains(.object) { names.append("a map") }
    guard let last = names.popLast() else { return "nothing" }
    return names.isEmpty ? last : "\(names.joined(separator: ", ")) or \(last)"
  }
}

extension NodeKind {
  /// All kinds, in order of their raw values.
  static let all: [NodeKind] = [.null, .false, .true, .integer, .decimal, .string, .list, .map]
}
