/// The formats of JSON Schema Validation 2020-12 (section 7.3), and the engine's own: `mac-address`,
/// `cidr`, `currency`, `country`, `spdx-expression`.
enum StandardFormat: String, Sendable, CaseIterable {
  case date, time, duration, email, hostname, ipv4, ipv6, uri, iri, uuid, regex, cidr, currency
  case country
  case dateTime = "date-time"
  case idnEmail = "idn-email"
  case idnHostname = "idn-hostname"
  case uriReference = "uri-reference"
  case iriReference = "iri-reference"
  case uriTemplate = "uri-template"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case macAddress = "mac-address"
  case spdxExpression = "spdx-expression"

  /// Whether the text has the form.
  func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .date: TimeFormats.isDate(text)
    case .time: TimeFormats.isTime(text)
    case .dateTime: TimeFormats.isDateTime(text)
    case .duration: TimeFormats.isDuration(text)
    case .email: MailFormats.isAddress(text, isInternational: false)
    case .idnEmail: MailFormats.isAddress(text, isInternational: true)
    case .hostname: HostFormats.isHostname(text)
    case .idnHostname: HostFormats.isInternationalHostname(text)
    case .ipv4: AddressFormats.isIPv4(text)
    case .ipv6: AddressFormats.isIPv6(text)
    case .cidr: AddressFormats.isRange(text)
    case .macAddress: AddressFormats.isMAC(text)
    case .uuid: CodeFormats.isUUID(text)
    case .uri: URIFormats.isURI(text, isInternational: false, mayBeRelative: false)
    case .uriReference: URIFormats.isURI(text, isInternational: false, mayBeRelative: true)
    case .iri: URIFormats.isURI(text, isInternational: true, mayBeRelative: false)
    case .iriReference: URIFormats.isURI(text, isInternational: true, mayBeRelative: true)
    case .uriTemplate: URITemplateFormat.accepts(text)
    case .jsonPointer: PointerFormats.isPointer(text)
    case .relativeJSONPointer: PointerFormats.isRelativePointer(text)
    case .regex: (try? Pattern(String(decoding: text, as: UTF8.self))) != nil
    case .currency: CodeFormats.isCurrency(text)
    case .country: CodeFormats.isCountry(text)
    case .spdxExpression: LicenceExpression.accepts(text)
    }
  }

  /// The form in words, for a message.
  var phrase: String {
    switch self {
    case .date: "a date such as 2026-11-24"
    case .time: "a time of day such as 09:12:31Z"
    case .dateTime: "a time such as 2026-11-24T09:12:31Z"
    case .duration: "a duration such as P3D"
    case .email, .idnEmail: "a mail address"
    case .hostname, .idnHostname: "a host name"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address"
    case .cidr: "a range of addresses such as 10.20.1.0/24"
    case .macAddress: "a MAC address such as 00:16:3e:2a:11:01"
    case .uuid: "a UUID"
    case .uri, .iri: "an address such as https://example.net/"
    case .uriReference, .iriReference: "an address or a part of one"
    case .uriTemplate: "an address with {variables}"
    case .jsonPointer: "a JSON pointer"
    case .relativeJSONPointer: "a relative JSON pointer"
    case .regex: "a regular expression"
    case .currency: "a currency such as EUR (ISO 4217)"
    case .country: "a country such as DE (ISO 3166-1)"
    case .spdxExpression: "a licence such as Apache-2.0 (SPDX)"
    }
  }
}
