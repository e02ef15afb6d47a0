extension Document {
  /// Reads a text; the error names line and column.
  ///
  /// In YAML a plain scalar means what the core schema of YAML 1.2 says, and a zero before another
  /// digit makes text. Refused are, apart from what breaks the grammar: equal keys in one map,
  /// anchors, aliases, merge keys, tags, directives other than `%YAML 1.2`, several documents, tabs
  /// outside quoted and block scalars and comments, what is not UTF-8, forbidden characters, a byte
  /// order mark, bidirectional controls in keys, and what exceeds the limits. JSON is RFC 8259 with
  /// the same conditions on keys and limits.
  ///
  /// Cost is linear in the text.
  public static func parse(
    _ bytes: [UInt8],
    as syntax: Syntax = .yaml,
    limits: Limits = .record
  ) throws(DocumentError) -> Document {
    let result = bytes.withUnsafeBufferPointer { source -> Result<Document, DocumentError> in
      do throws(DocumentError) {
        switch syntax {
        case .yaml: return .success(try yaml(bytes, source, limits: limits))
        case .json: return .success(try json(bytes, source, limits: limits))
        }
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func yaml(
    _ bytes: [UInt8],
    _ source: UnsafeBufferPointer<UInt8>,
    limits: Limits
  ) throws(DocumentError) -> Document {
    let check = try SourceCheck(yaml: source, limits: limits)
    if let document = quickly(bytes, source, check, limits: limits) { return document }
    return try throughLibYAML(bytes, source, check, limits: limits)
  }

  /// Reads a YAML text with the reader for what records are mostly made of; nil where it meets
  /// something else, an error included.
  static func quickly(
    _ bytes: [UInt8],
    _ source: UnsafeBufferPointer<UInt8>,
    _ check: SourceCheck,
    limits: Limits
  ) -> Document? {
    guard !check.hasTab else { return nil }
    var scanner = RecordScanner(source: source, isASCII: check.isASCII, limits: limits)
    return scanner.scan() ? scanner.builder.document(bytes) : nil
  }

  /// Reads a YAML text with libyaml alone: the slow twin that the fast reader is held against.
  static func throughLibYAML(
    _ bytes: [UInt8],
    _ source: UnsafeBufferPointer<UInt8>,
    _ check: SourceCheck,
    limits: Limits
  ) throws(DocumentError) -> Document {
    var reader = LibYAMLReader(source: source, check: check, limits: limits)
    try reader.read()
    return reader.builder.document(bytes)
  }

  private static func json(
    _ bytes: [UInt8],
    _ source: UnsafeBufferPointer<UInt8>,
    limits: Limits
  ) throws(DocumentError) -> Document {
    let check = try SourceCheck(json: source, limits: limits)
    var reader = JSONReader(source: source, isASCII: check.isASCII, limits: limits)
    try reader.read()
    return reader.builder.document(bytes)
  }
}

extension TreeBuilder {
  /// The document, once all is read.
  func document(_ bytes: [UInt8]) -> Document {
    Document(source: bytes, decoded: decoded, nodes: finished(), lines: LineTable(source))
  }
}
