/// Writes values as new YAML texts.
public struct YAMLWriter {
  /// Returns the canonical text of a value, ending in a line feed.
  ///
  /// Entries stand in the given order. A string is written without quotes where it reads back as the
  /// same string, here and by programs that follow YAML 1.1; else in double quotes, or as a literal
  /// block where it has several lines. Reading the text gives an equal value, and equal values with
  /// entries in the same order give the same text.
  public static func text(
    of value: Value,
    order: KeyOrder = .none,
    keys: ListKeys = .none
  ) -> [UInt8] {
    let writer = ValueText(order: order)
    let form = writer.form(
      of: value,
      in: ValueText.Surroundings(
        slot: .root,
        column: -1,
        inlineColumn: 0,
        cursor: order.tree.root
      )
    )
    var bytes = form.inline
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    for line in form.lines {
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
