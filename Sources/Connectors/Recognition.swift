import Documents
import Records

/// Tells kinds apart by what the bytes are.
struct Recognition {
  var rules: [ReadingRules]
  var bytes: [UInt8]
  var fileName: String?

  /// The kinds that the bytes may be of.
  var kinds: [String] {
    if Self.isBinary(bytes) {
      return rules.filter { $0.reads(.protobuf) && OTLPReader.isRequest(bytes, $0.limits) }.map(
        \.kind
      )
    }
    return switch Self.firstCharacter(of: bytes) {
    case UInt8(ascii: "<"): xmlKinds
    case UInt8(ascii: "{"), UInt8(ascii: "["): jsonKinds
    default: textKinds + tableKinds
    }
  }

  /// Why nothing was recognised, as far as one can tell.
  var objection: ConnectorError {
    let known = "the kinds are " + rules.map(\.kind).joined(separator: ", ")
    switch Self.firstCharacter(of: bytes) {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      do throws(ConnectorError) {
        let document = try JSONReader.document(bytes, limits: limits)
        let root = document.outline(document.root, depth: 2)
        for rules in rules where rules.reads(.json) { try rules.checkMessage(root) }
      } catch {
        return error
      }
    case UInt8(ascii: "<"):
      do throws(ConnectorError) {
        let (root, truncation) = try xmlRoot(of: rules.filter { $0.reads(.xml) })
        for rules in rules where rules.root == root.name {
          try rules.checkMessage(root.value(lists: []) ?? .map([:]))
        }
        if let truncation { return truncation }
      } catch {
        return error
      }
    default:
      if AnsibleReader.isConsoleOutput(bytes) { return AnsibleReader.consoleOutput }
    }
    return ConnectorError(
      .unrecognised,
      "no connector recognises this",
      help: "name the kind: \(known)"
    )
  }

  private var limits: ConnectorLimits { rules.first?.limits ?? ConnectorLimits() }

  /// The way in which the bytes are compressed (RFC 1950, RFC 1952), where they seem to be.
  static func compression(of bytes: [UInt8]) -> String? {
    guard bytes.count > 2 else { return nil }
    if bytes[0] == 0x1F, bytes[1] == 0x8B { return "gzip" }
    let isZlib = bytes[0] == 0x78 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    // `x` and `^` are letters too: text goes on with more of them.
    return isZlib && bytes.prefix(64).contains { $0 >= 0x80 || $0 < 0x09 } ? "zlib" : nil
  }

  /// The first byte that is no white space, after a byte order mark.
  static func firstCharacter(of bytes: [UInt8]) -> UInt8? {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return text.first { !JSONReader.isSpace($0) }
  }

  /// Whether the bytes are no text: JSON, XML and tables hold no control characters but white space.
  static func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(4096).contains { $0 < 0x20 && !JSONReader.isSpace($0) }
  }

  /// The kinds of lines of text, of which each looks at the lines itself.
  private var textKinds: [String] {
    rules.filter { ConnectorRegistry.isText(bytes, ofKind: $0.kind) }.map(\.kind)
  }

  private var jsonKinds: [String] {
    let hasLines = ObservationsReader.isLines(bytes, limits: limits)
    do throws(ConnectorError) {
      let text = hasLines ? firstLine : bytes
      let document = try JSONReader.document(text, limits: limits)
      return rules.filter { rules in
        guard rules.reads(.lines) || (rules.reads(.json) && !hasLines) else { return false }
        return rules.recognised != nil && rules.recognises(document)
      }.map(\.kind)
    } catch {
      return []
    }
  }

  private var firstLine: [UInt8] {
    for (_, line) in LineReader(bytes) where line.contains(where: { !JSONReader.isSpace($0) }) {
      return Array(line)
    }
    return []
  }

  private var xmlKinds: [String] {
    let candidates = rules.filter { $0.reads(.xml) }
    do throws(ConnectorError) {
      let root = try xmlRoot(of: candidates).root
      let value = root.value(lists: []) ?? .map([:])
      return candidates.filter { rules in
        rules.root == root.name && rules.recognised?.holds(for: value) ?? true
      }.map(\.kind)
    } catch {
      return []
    }
  }

  /// The root element with only those elements inside it that some rule asks about.
  private func xmlRoot(of candidates: [ReadingRules]) throws(ConnectorError)
    -> (root: XMLElement, truncation: ConnectorError?)
  {
    var asked: Set<[String]> = []
    for rules in candidates {
      let queries = rules.otherMessages.map(\.when) + [rules.recognised].compactMap { $0 }
      for path in queries.flatMap(\.attributes) { asked.insert(ReadingRules.names(of: path)) }
    }
    var found: [XMLElement] = []
    var places: [[String]] = []
    let outcome = try XMLReader(documentType: .accepted, limits: limits).read(
      bytes,
      isRecord: { path in
        let isAsked = asked.contains(Array(path.dropFirst()))
        if isAsked { places.append(path) }
        return isAsked
      }
    ) { (element: XMLElement) throws(ConnectorError) in found.append(element) }
    var root = outcome.root
    for (element, place) in zip(found, places) {
      root.insert(element, under: place.dropFirst().dropLast())
    }
    return (root, outcome.truncation)
  }

  private var tableKinds: [String] {
    let tables = rules.filter { $0.reads(.csv) }
    let header = (try? CSVReader(bytes, limits: limits))?.header ?? []
    let known = tables.filter { rules in
      let header = Set(TableReader.names(of: header, rules))
      return rules.columns.contains { header.isSuperset(of: $0) }
    }
    if !known.isEmpty { return known.map(\.kind) }
    if let fileName {
      return tables.filter { rules in
        rules.fileNames.contains { fileName.lowercased().hasSuffix($0) }
      }.map(\.kind)
    }
    return tables.filter { rules in
      rules.columns.isEmpty && rules.keys.contains { header.contains($0.paths[0].description) }
    }.map(\.kind)
  }
}

extension XMLElement {
  fileprivate mutating func insert(_ element: XMLElement, under path: ArraySlice<String>) {
    guard let name = path.first else {
      children.append(element)
      return
    }
    if !children.contains(where: { $0.name == name }) {
      children.append(XMLElement(name: name, line: element.line))
    }
    for index in children.indices where children[index].name == name {
      children[index].insert(element, under: path.dropFirst())
      return
    }
  }
}
