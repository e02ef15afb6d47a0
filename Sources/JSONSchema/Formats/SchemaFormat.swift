/// A form that text must have under the keyword `format`.
public struct SchemaFormat: Sendable {
  private enum Kind: Sendable {
    case standard(StandardFormat)
    case custom(@Sendable (UnsafeBufferPointer<UInt8>) -> Bool)
  }

  /// The form in words, with an example where that helps; it follows `expected`.
  public let phrase: String
  private let kind: Kind

  /// Creates a format from its words and a function that says whether UTF-8 text has the form.
  public init(
    phrase: String,
    accepts: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    self.phrase = phrase
    kind = .custom(accepts)
  }

  private init(_ format: StandardFormat) {
    phrase = format.phrase
    kind = .standard(format)
  }

  /// The names of the engine's own formats, sorted.
  public static let names = StandardFormat.allCases.map(\.rawValue).sorted()

  /// The engine's own format of a name; nil where there is none.
  static func standard(_ name: String) -> SchemaFormat? {
    StandardFormat(rawValue: name).map { SchemaFormat($0) }
  }

  /// The engine's own format that this is; nil for one of the caller.
  var standard: StandardFormat? {
    if case .standard(let format) = kind { format } else { nil }
  }

  /// Whether UTF-8 text has the form.
  public func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch kind {
    case .standard(let format): format.accepts(text)
    case .custom(let accepts): accepts(text)
    }
  }
}
