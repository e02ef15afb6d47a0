internal import Documents
internal import Records

/// Turns a number from one unit of size, time or frequency into another.
struct UnitConversion {
  private enum Dimension { case size, time, frequency }

  /// Bytes by IEC 80000-13 and the decimal prefixes, seconds, hertz.
  private static let units: [String: (dimension: Dimension, factor: Double)] = [
    "b": (.size, 1), "kb": (.size, 1e3), "mb": (.size, 1e6), "gb": (.size, 1e9),
    "tb": (.size, 1e12), "kib": (.size, 1024), "mib": (.size, 1_048_576),
    "gib": (.size, 1_073_741_824), "tib": (.size, 1_099_511_627_776),
    "s": (.time, 1), "min": (.time, 60), "h": (.time, 3600), "d": (.time, 86_400),
    "hz": (.frequency, 1), "khz": (.frequency, 1e3), "mhz": (.frequency, 1e6),
    "ghz": (.frequency, 1e9),
  ]

  private let from: String
  private let to: String

  /// Reads `[from, to]`; nil where a unit is unknown or they measure different things.
  init?(_ value: Value) {
    guard let names = value.texts?.map({ $0.lowercased() }), names.count == 2,
      let from = Self.units[names[0]], let to = Self.units[names[1]],
      from.dimension == to.dimension
    else { return nil }
    self.from = names[0]
    self.to = names[1]
  }

  /// Converts a number, or a text of number and unit, whose own unit then counts.
  func apply(to value: Value) -> Value? {
    guard let text = value.scalarText.flatMap({ Normalisation.trim.applied(to: $0) }) else {
      return nil
    }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let own = text.dropFirst(digits.count).filter { !$0.isWhitespace }.lowercased()
    guard let amount = Double(digits), let unit = Self.units[own.isEmpty ? from : own],
      let target = Self.units[to], unit.dimension == target.dimension
    else { return nil }
    return NumberText.value(of: amount * unit.factor / target.factor)
  }
}
