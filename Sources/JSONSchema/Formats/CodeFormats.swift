/// Codes: UUID (RFC 9562, section 4), currencies (ISO 4217), countries (ISO 3166-1 alpha-2).
enum CodeFormats {
  static func isUUID(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 36 else { return false }
    for place in 0..<36 {
      switch place {
      case 8, 13, 18, 23: if text[place] != UInt8(ascii: "-") { return false }
      default: if !ByteClass.isHexadecimal(text[place]) { return false }
      }
    }
    return true
  }

  static func isCurrency(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count == 3 && isAmong(currencies, text)
  }

  static func isCountry(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count == 2 && isAmong(countries, text)
  }

  /// Whether a table of codes of one length, in order and with a space after each, has a code.
  private static func isAmong(_ table: StaticString, _ code: UnsafeBufferPointer<UInt8>) -> Bool {
    table.withUTF8Buffer { table in
      let width = code.count + 1
      var low = 0
      var high = (table.count + 1) / width
      while low < high {
        let middle = (low + high) / 2
        let entry = table.part(middle * width..<middle * width + code.count)
        if entry.elementsEqual(code) { return true }
        if entry.lexicographicallyPrecedes(code) { low = middle + 1 } else { high = middle }
      }
      return false
    }
  }

  private static let currencies: StaticString = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP \
    BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB \
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD \
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP \
    MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR \
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND \
    TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA \
    XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG
    """

  private static let countries: StaticString = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ \
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW \
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY \
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV \
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY \
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG \
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM \
    ZW
    """
}
