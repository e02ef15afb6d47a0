import Records

extension ConnectorRegistry {
  /// Returns the kinds that the bytes are of, as far as one can tell: usually one, none where no
  /// connector knows them.
  ///
  /// The name of the file, where there is one, tells kinds apart that have no mark of their own,
  /// such as CSV; it never overrules what the bytes say.
  public func recognise(_ bytes: [UInt8], fileName: String? = nil) -> [String] {
    guard let bytes = try? Inflation.inflated(bytes, limits: limits) else { return [] }
    return Recognition(rules: rules, bytes: bytes, fileName: fileName).kinds
  }

  func recognisedKind(_ bytes: [UInt8]) throws(ConnectorError) -> String {
    let found = recognise(bytes)
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw ConnectorError(
        .unrecognised,
        "this may be of any of these kinds: \(found.joined(separator: ", "))",
        help: "name the kind"
      )
    }
    throw Recognition(rules: rules, bytes: bytes, fileName: nil).objection
  }
}
