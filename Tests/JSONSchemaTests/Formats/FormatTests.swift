import JSONSchema
import Testing

/// Forms that the official suite does not have, and the project's own.
@Suite struct FormatTests {
  @Test(arguments: [
    ("date", "2025-02-29", false), ("date", "2024-02-29", true), ("date", "2024-2-9", false),
    ("time", "23:59:60Z", true), ("time", "22:59:60Z", false), ("time", "12:00:00", false),
    ("date-time", "2026-11-24T09:12:31+01:00", true), ("date-time", "2026-11-24 09:12:31Z", false),
    ("duration", "P1Y2M3DT4H", true), ("duration", "P", false), ("duration", "P1W", true),
    ("duration", "PT1D", false), ("duration", "P1YT", false), ("duration", "P1M2Y", false),
    ("duration", "P1Y2D", false), ("duration", "PT1H30S", false), ("email", "a@b@c", false),
    ("hostname", "-a.b", false), ("hostname", "a_b", false), ("ipv4", "10.0.0.256", false),
    ("ipv4", "010.0.0.1", false), ("ipv6", "fe80::1", true), ("ipv6", "1::2::3", false),
    ("ipv6", "::", true), ("ipv6", "1:2:3:4:5:6:7::", true), ("ipv6", "::ffff:10.0.0.1", true),
    ("ipv6", "1:2:3:4:5:6:7:8:9", false), ("ipv6", "1:", false), ("ipv6", "", false),
    ("ipv6", "fe80::1%eth0", false), ("uuid", "4c4c4544-004e-3410-8038-b5c04f323931", true),
    ("uuid", "4c4c4544004e34108038b5c04f323931", false), ("uri", "https://x.y/z", true),
    ("uri", "no scheme", false), ("mac-address", "00:16:3e:2a:11:01", true),
    ("mac-address", "00-16-3E-2A-11-01", true), ("mac-address", "00:16-3e:2a:11:01", false),
    ("mac-address", "00:16:3e:2a:11", false), ("cidr", "10.20.1.0/24", true),
    ("cidr", "10.0.0.0/33", false),
    ("cidr", "2001:db8::/32", true), ("cidr", "2001:db8::/129", false), ("cidr", "10.0.0.0", false),
    ("cidr", "10.0.0.0/024", false), ("currency", "EUR", true), ("currency", "eur", false),
    ("currency", "XYZ", false), ("currency", "AED", true), ("currency", "ZWG", true),
    ("country", "DE", true),
    ("country", "XX", false), ("country", "AD", true), ("country", "ZW", true),
    ("country", "UK", false),
    ("spdx-expression", "MIT", true), ("spdx-expression", "mit", true),
    ("spdx-expression", "MTI", false),
    ("spdx-expression", "MIT OR (Apache-2.0 AND BSD-3-Clause)", true),
    ("spdx-expression", "MIT OR", false),
    ("spdx-expression", "GPL-2.0-or-later WITH Classpath-exception-2.0", true),
    ("spdx-expression", "GPL-2.0-only WITH MIT", false), ("spdx-expression", "Apache-2.0+", true),
    ("spdx-expression", "LicenseRef-Proprietary", true), ("spdx-expression", "(MIT", false),
    ("spdx-expression", "DocumentRef-x:LicenseRef-y", true),
    ("spdx-expression", "MIT or ISC", false),
    ("spdx-expression", " MIT", false), ("spdx-expression", "", false),
    ("spdx-expression", "( MIT )", true),
    ("regex", "^a+$", true), ("regex", "(", false), ("json-pointer", "/a~1b", true),
    ("json-pointer", "a", false),
    ("relative-json-pointer", "1/a", true), ("uri-template", "/x/{id}", true),
    ("uri-template", "/x/{id", false),
    ("idn-hostname", "bücher.example", true), ("idn-email", "ä@bücher.example", true),
    ("iri", "http://bücher.example/ä", true),
    ("unknown-format", "x", true),
  ])
  func accepts(_ format: String, _ text: String, _ answer: Bool) throws {
    let schema = try Schemas.compile("format: \(format)")
    #expect(try Schemas.isValid(schema, "\"\(text)\"") == answer)
  }
}
