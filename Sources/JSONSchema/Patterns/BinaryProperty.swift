/// The binary properties that ECMA-262 lets `\p{…}` name (table 67), by their long names.
enum BinaryProperty: String, Sendable, CaseIterable {
  case any = "Any"
  case ascii = "ASCII"
  case assigned = "Assigned"
  case asciiHexDigit = "ASCII_Hex_Digit"
  case alphabetic = "Alphabetic"
  case bidiControl = "Bidi_Control"
  case bidiMirrored = "Bidi_Mirrored"
  case caseIgnorable = "Case_Ignorable"
  case cased = "Cased"
  case changesWhenCaseFolded = "Changes_When_Casefolded"
  case changesWhenCaseMapped = "Changes_When_Casemapped"
  case changesWhenLowercased = "Changes_When_Lowercased"
  case changesWhenNFKCCaseFolded = "Changes_When_NFKC_Casefolded"
  case changesWhenTitlecased = "Changes_When_Titlecased"
  case changesWhenUppercased = "Changes_When_Uppercased"
  case dash = "Dash"
  case defaultIgnorable = "Default_Ignorable_Code_Point"
  case deprecated = "Deprecated"
  case diacritic = "Diacritic"
  case emoji = "Emoji"
  case emojiModifier = "Emoji_Modifier"
  case emojiModifierBase = "Emoji_Modifier_Base"
  case emojiPresentation = "Emoji_Presentation"
  case extender = "Extender"
  case graphemeBase = "Grapheme_Base"
  case graphemeExtend = "Grapheme_Extend"
  case hexDigit = "Hex_Digit"
  case idContinue = "ID_Continue"
  case idStart = "ID_Start"
  case ideographic = "Ideographic"
  case idsBinaryOperator = "IDS_Binary_Operator"
  case idsTrinaryOperator = "IDS_Trinary_Operator"
  case joinControl = "Join_Control"
  case logicalOrderException = "Logical_Order_Exception"
  case lowercase = "Lowercase"
  case math = "Math"
  case noncharacter = "Noncharacter_Code_Point"
  case patternSyntax = "Pattern_Syntax"
  case patternWhitespace = "Pattern_White_Space"
  case quotationMark = "Quotation_Mark"
  case radical = "Radical"
  case regionalIndicator = "Regional_Indicator"
  case sentenceTerminal = "Sentence_Terminal"
  case softDotted = "Soft_Dotted"
  case terminalPunctuation = "Terminal_Punctuation"
  case unifiedIdeograph = "Unified_Ideograph"
  case uppercase = "Uppercase"
  case variationSelector = "Variation_Selector"
  case whiteSpace = "White_Space"
  case xidContinue = "XID_Continue"
  case xidStart = "XID_Start"

  private static let shortNames: [String: BinaryProperty] = [
    "AHex": .asciiHexDigit, "Alpha": .alphabetic, "Bidi_C": .bidiControl, "Bidi_M": .bidiMirrored,
    "CI": .caseIgnorable, "CWCF": .changesWhenCaseFolded, "CWCM": .changesWhenCaseMapped,
    "CWL": .changesWhenLowercased, "CWKCF": .changesWhenNFKCCaseFolded,
    "CWT": .changesWhenTitlecased, "CWU": .changesWhenUppercased, "DI": .defaultIgnorable,
    "Dep": .deprecated, "Dia": .diacritic, "EMod": .emojiModifier, "EBase": .emojiModifierBase,
    "EPres": .emojiPresentation, "Ext": .extender, "Gr_Base": .graphemeBase,
    "Gr_Ext": .graphemeExtend, "Hex": .hexDigit, "IDC": .idContinue, "IDS": .idStart,
    "Ideo": .ideographic, "IDSB": .idsBinaryOperator, "IDST": .idsTrinaryOperator,
    "Join_C": .joinControl, "LOE": .logicalOrderException, "Lower": .lowercase,
    "NChar": .noncharacter, "Pat_Syn": .patternSyntax, "Pat_WS": .patternWhitespace,
    "QMark": .quotationMark, "RI": .regionalIndicator, "STerm": .sentenceTerminal,
    "SD": .softDotted, "Term": .terminalPunctuation, "UIdeo": .unifiedIdeograph,
    "Upper": .uppercase, "VS": .variationSelector, "space": .whiteSpace, "XIDC": .xidContinue,
    "XIDS": .xidStart,
  ]

  /// The property of a name, long or short.
  init?(name: String) {
    guard let property = BinaryProperty(rawValue: name) ?? Self.shortNames[name] else { return nil }
    self = property
  }

  func holds(for scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch self {
    case .any: return true
    case .ascii: return scalar.isASCII
    case .assigned: return properties.generalCategory != .unassigned
    case .asciiHexDigit: return properties.isASCIIHexDigit
    case .alphabetic: return properties.isAlphabetic
    case .bidiControl: return properties.isBidiControl
    case .bidiMirrored: return properties.isBidiMirrored
    case .caseIgnorable: return properties.isCaseIgnorable
    case .cased: return properties.isCased
    case .changesWhenCaseFolded: return properties.changesWhenCaseFolded
    case .changesWhenCaseMapped: return properties.changesWhenCaseMapped
    case .changesWhenLowercased: return properties.changesWhenLowercased
    case .changesWhenNFKCCaseFolded: return properties.changesWhenNFKCCaseFolded
    case .changesWhenTitlecased: return properties.changesWhenTitlecased
    case .changesWhenUppercased: return properties.changesWhenUppercased
    case .dash: return properties.isDash
    case .defaultIgnorable: return properties.isDefaultIgnorableCodePoint
    case .deprecated: return properties.isDeprecated
    case .diacritic: return properties.isDiacritic
    case .emoji: return properties.isEmoji
    case .emojiModifier: return properties.isEmojiModifier
    case .emojiModifierBase: return properties.isEmojiModifierBase
    case .emojiPresentation: return properties.isEmojiPresentation
    case .extender: return properties.isExtender
    case .graphemeBase: return properties.isGraphemeBase
    default: return holdsFurther(for: scalar)
    }
  }

  private func holdsFurther(for scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch self {
    case .graphemeExtend: return properties.isGraphemeExtend
    case .hexDigit: return properties.isHexDigit
    case .idContinue: return properties.isIDContinue
    case .idStart: return properties.isIDStart
    case .ideographic: return properties.isIdeographic
    case .idsBinaryOperator: return properties.isIDSBinaryOperator
    case .idsTrinaryOperator: return properties.isIDSTrinaryOperator
    case .joinControl: return properties.isJoinControl
    case .logicalOrderException: return properties.isLogicalOrderException
    case .lowercase: return properties.isLowercase
    case .math: return properties.isMath
    case .noncharacter: return properties.isNoncharacterCodePoint
    case .patternSyntax: return properties.isPatternSyntax
    case .patternWhitespace: return properties.isPatternWhitespace
    case .quotationMark: return properties.isQuotationMark
    case .radical: return properties.isRadical
    case .regionalIndicator: return (0x1F1E6...0x1F1FF).contains(scalar.value)
    case .sentenceTerminal: return properties.isSentenceTerminal
    case .softDotted: return properties.isSoftDotted
    case .terminalPunctuation: return properties.isTerminalPunctuation
    case .unifiedIdeograph: return properties.isUnifiedIdeograph
    case .uppercase: return properties.isUppercase
    case .variationSelector: return properties.isVariationSelector
    case .whiteSpace: return properties.isWhitespace
    case .xidContinue: return properties.isXIDContinue
    case .xidStart: return properties.isXIDStart
    default: return false
    }
  }
}
