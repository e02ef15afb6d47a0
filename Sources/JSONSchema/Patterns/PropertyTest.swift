/// What `\p{…}` asks of a scalar: its general category, one of its binary properties, or its script
/// (ECMA-262, section 22.2.2.9 and its tables of names).
struct PropertyTest: Sendable, Hashable {
  enum Question: Sendable, Hashable {
    /// A bit for each general category.
    case category(UInt32)
    case binary(BinaryProperty)
    case script(UnicodeScript, withExtensions: Bool)
  }

  let question: Question
  let isNegated: Bool

  /// The test that a text between the braces of `\p{ }` names; nil where it names none.
  init?(_ text: String, isNegated: Bool) {
    self.isNegated = isNegated
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      if let mask = CategoryNames.mask(named: text) {
        question = .category(mask)
      } else if let property = BinaryProperty(name: text) {
        question = .binary(property)
      } else {
        return nil
      }
      return
    }
    let value = String(parts[1])
    switch parts[0] {
    case "General_Category", "gc":
      guard let mask = CategoryNames.mask(named: value) else { return nil }
      question = .category(mask)
    case "Script", "sc", "Script_Extensions", "scx":
      guard let script = UnicodeScript(name: value) else { return nil }
      question = .script(
        script,
        withExtensions: parts[0].hasPrefix("Script_E") || parts[0] == "scx"
      )
    default: return nil
    }
  }

  func holds(for value: UInt32) -> Bool { asks(value) != isNegated }

  private func asks(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else {
      // Half of a surrogate pair, which never stands in a text.
      if case .category(let mask) = question {
        return mask & CategoryNames.bit(of: .surrogate) != 0
      }
      return question == .binary(.any)
    }
    switch question {
    case .category(let mask):
      return mask & CategoryNames.bit(of: scalar.properties.generalCategory) != 0
    case .binary(let property): return property.holds(for: scalar)
    case .script(let script, let withExtensions):
      return script.holds(for: value, withExtensions: withExtensions)
    }
  }
}

/// The names of general categories, long and short, and of their groups.
enum CategoryNames {
  private static let table: [(names: [String], categories: [Unicode.GeneralCategory])] = [
    (["Lu", "Uppercase_Letter"], [.uppercaseLetter]),
    (["Ll", "Lowercase_Letter"], [.lowercaseLetter]),
    (["Lt", "Titlecase_Letter"], [.titlecaseLetter]),
    (["LC", "Cased_Letter"], [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]),
    (["Lm", "Modifier_Letter"], [.modifierLetter]),
    (["Lo", "Other_Letter"], [.otherLetter]),
    (
      ["L", "Letter"],
      [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
    ),
    (["Mn", "Nonspacing_Mark"], [.nonspacingMark]),
    (["Mc", "Spacing_Mark"], [.spacingMark]),
    (["Me", "Enclosing_Mark"], [.enclosingMark]),
    (["M", "Mark", "Combining_Mark"], [.nonspacingMark, .spacingMark, .enclosingMark]),
    (["Nd", "Decimal_Number", "digit"], [.decimalNumber]),
    (["Nl", "Letter_Number"], [.letterNumber]),
    (["No", "Other_Number"], [.otherNumber]),
    (["N", "Number"], [.decimalNumber, .letterNumber, .otherNumber]),
    (["Pc", "Connector_Punctuation"], [.connectorPunctuation]),
    (["Pd", "Dash_Punctuation"], [.dashPunctuation]),
    (["Ps", "Open_Punctuation"], [.openPunctuation]),
    (["Pe", "Close_Punctuation"], [.closePunctuation]),
    (["Pi", "Initial_Punctuation"], [.initialPunctuation]),
    (["Pf", "Final_Punctuation"], [.finalPunctuation]),
    (["Po", "Other_Punctuation"], [.otherPunctuation]),
    (
      ["P", "Punctuation", "punct"],
      [
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation,
      ]
    ),
    (["Sm", "Math_Symbol"], [.mathSymbol]),
    (["Sc", "Currency_Symbol"], [.currencySymbol]),
    (["Sk", "Modifier_Symbol"], [.modifierSymbol]),
    (["So", "Other_Symbol"], [.otherSymbol]),
    (["S", "Symbol"], [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]),
    (["Zs", "Space_Separator"], [.spaceSeparator]),
    (["Zl", "Line_Separator"], [.lineSeparator]),
    (["Zp", "Paragraph_Separator"], [.paragraphSeparator]),
    (["Z", "Separator"], [.spaceSeparator, .lineSeparator, .paragraphSeparator]),
    (["Cc", "Control", "cntrl"], [.control]),
    (["Cf", "Format"], [.format]),
    (["Cs", "Surrogate"], [.surrogate]),
    (["Co", "Private_Use"], [.privateUse]),
    (["Cn", "Unassigned"], [.unassigned]),
    (["C", "Other"], [.control, .format, .surrogate, .privateUse, .unassigned]),
  ]

  /// The bits of the categories that a name stands for; nil where it stands for none.
  static func mask(named name: String) -> UInt32? {
    guard let entry = table.first(where: { $0.names.contains(name) }) else { return nil }
    return entry.categories.reduce(0) { $0 | bit(of: $1) }
  }

  static func bit(of category: Unicode.GeneralCategory) -> UInt32 {
    let place: UInt32 =
      switch category {
      case .uppercaseLetter: 0
      case .lowercaseLetter: 1
      case .titlecaseLetter: 2
      case .modifierLetter: 3
      case .otherLetter: 4
      case .nonspacingMark: 5
      case .spacingMark: 6
      case .enclosingMark: 7
      case .decimalNumber: 8
      case .letterNumber: 9
      case .otherNumber: 10
      case .connectorPunctuation: 11
      case .dashPunctuation: 12
      case .openPunctuation: 13
      case .closePunctuation: 14
      case .initialPunctuation: 15
      case .finalPunctuation: 16
      case .otherPunctuation: 17
      case .mathSymbol: 18
      case .currencySymbol: 19
      case .modifierSymbol: 20
      case .otherSymbol: 21
      case .spaceSeparator: 22
      case .lineSeparator: 23
      case .paragraphSeparator: 24
      case .control: 25
      case .format: 26
      case .surrogate: 27
      case .privateUse: 28
      case .unassigned: 29
      @unknown default: 29
      }
    return 1 << place
  }
}
