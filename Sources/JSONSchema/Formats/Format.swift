/// A named form that text must have (JSON Schema Validation 2020-12, section 7), with the project's
/// own: `mac-address`, `cidr`, `currency`, `country`, `spdx-expression`.
enum Format: String, Sendable, CaseIterable {
  case date, time, duration, email, hostname, ipv4, ipv6, uri, uuid, regex, cidr, currency, country
  case dateTime = "date-time"
  case uriReference = "uri-reference"
  case jsonPointer = "json-pointer"
  case macAddress = "mac-address"
  case spdxExpression = "spdx-expression"

  /// Whether the text has the form.
  func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch self {
    case .date: return TimeFormats.isDate(bytes[...])
    case .time: return TimeFormats.isTime(bytes[...])
    case .dateTime: return TimeFormats.isDateTime(bytes)
    case .duration: return TimeFormats.isDuration(text)
    case .email: return NameFormats.isEmail(text)
    case .hostname: return NameFormats.isHostname(text)
    case .ipv4: return AddressFormats.isIPv4(text)
    case .ipv6: return AddressFormats.isIPv6(text)
    case .cidr: return AddressFormats.isRange(text)
    case .macAddress: return AddressFormats.isMAC(text)
    case .uuid: return NameFormats.isUUID(bytes)
    case .uri: return NameFormats.isURI(text, isRelative: false)
    case .uriReference: return NameFormats.isURI(text, isRelative: true)
    case .jsonPointer: return NameFormats.isJSONPointer(text)
    case .regex: return (try? Pattern(text)) != nil
    case .currency: return CodeFormats.currencies.contains(text)
    case .country: return CodeFormats.countries.contains(text)
    case .spdxExpression: return CodeFormats.isSPDXExpression(text)
    }
  }

  /// The form in words, for a message.
  var phrase: String {
    switch self {
    case .date: "a date such as 2026-11-24"
    case .time: "a time such as 09:12:31Z"
    case .dateTime: "a time such as 2026-11-24T09:12:31Z"
    case .duration: "a duration such as P3D"
    case .email: "a mail address"
    case .hostname: "a host name"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address"
    case .cidr: "a range of addresses such as 10.20.1.0/24"
    case .macAddress: "a MAC address such as 00:16:3e:2a:11:01"
    case .uuid: "a UUID"
    case .uri: "an address such as https://example.net/"
    case .uriReference: "an address or a part of one"
    case .jsonPointer: "a JSON pointer"
    case .regex: "a regular expression"
    case .currency: "a currency such as EUR (ISO 4217)"
    case .country: "a country such as DE (ISO 3166-1)"
    case .spdxExpression: "a licence such as Apache-2.0 (SPDX)"
    }
  }
}
