import TestSupport
import Testing

@testable import Documents

/// Numbers keep their text and are worth exactly what they say.
@Suite struct NumberTests {
  static func number(_ text: String) throws -> Number { try #require(Number(text), "\(text)") }

  @Test(arguments: [
    ("41.5", "41.50"), ("1", "1.0"), ("1e2", "100"), ("0x1F", "31"), ("0o17", "15"), ("-0", "0"),
    (".5", "0.50"), ("1e-2", "0.01"), ("100000000000000000000000000000000000000000", "1e41"),
    ("0e99999999999999999999999", "0"), ("1.e1", "10"), ("+7", "7"), ("0x00ff", "255"),
    ("340282366920938463463374607431768211456", "0x100000000000000000000000000000000"),
  ])
  func equal(left: String, right: String) throws {
    let (left, right) = (try Self.number(left), try Self.number(right))
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(!(left < right) && !(right < left))
  }

  @Test(arguments: [
    [
      "-1e400", "-12345678901234567890123456789012345678901", "-2", "-1.5", "-1e-9", "0", "1e-400",
      "0.1", "0.10000000000000000000000000000000000000000001", "0x9", "9.99", "10", "1e2",
      "12345678901234567890123456789012345678901", "12345678901234567890123456789012345678901.5",
      "12345678901234567890123456789012345678902", "1e999999999", "1.1e999999999",
      "1e99999999999999999",
    ]
  ])
  func ordered(texts: [String]) throws {
    let numbers = try texts.map(Self.number)
    for (left, right) in zip(numbers, numbers.dropFirst()) {
      #expect(left < right, "\(left) \(right)")
      #expect(left != right)
    }
  }

  @Test(arguments: [
    "", "-", "+", ".", "1e", "e5", "012", "-012", "00", "1_000", "0b1", "0x", "0xg", "1.2.3", " 1",
    "1 ",
    ".inf", ".nan", "1e1000000000000000000", "NaN", "--1", "1e5.0",
  ])
  func isNone(text: String) { #expect(Number(text) == nil) }

  @Test(arguments: [
    ("0x1F", "31"), (".5", "0.5"), ("+5", "5"), ("-.5", "-0.5"), ("1.", "1"), ("1.e5", "1e5"),
    ("41.50", "41.50"), ("0o17", "15"), ("1E+5", "1E+5"),
    (
      "0xffffffffffffffffffffffffffffffffffffffff",
      "1461501637330902918203684832716283019655932542975"
    ),
  ])
  func inJSON(text: String, json: String) throws { #expect(try Self.number(text).jsonText == json) }

  @Test(
    arguments: [
      ("1", 1), ("-5", -5), ("1e3", 1000), ("3.0", 3), ("0x10", 16),
      ("9223372036854775807", Int.max),
      ("-9223372036854775808", Int.min), ("9223372036854775808", nil), ("1.5", nil), ("1e30", nil),
      ("+4", 4),
    ] as [(String, Int?)]
  )
  func asInteger(text: String, integer: Int?) throws {
    let number = try Self.number(text)
    #expect(number.intValue == integer)
    if integer != nil { #expect(number.isInteger) }
  }

  @Test(arguments: [
    ("10", "5", true), ("10", "3", false), ("0.3", "0.1", true), ("0.35", "0.1", false),
    ("0", "7", true),
    ("7", "0", false), ("1e999999999", "3", false), ("3e999999999", "3", true),
    ("1e308", "0.5", true),
    ("-9", "3", true), ("4.5", "1.5", true), ("1", "1e5", false), ("0.0001", "1e-8", true),
    (
      "12345678901234567890123456789012345678901234567890",
      "12345678901234567890123456789012345678901234567891",
      false
    ),
    (
      "24691357802469135780246913578024691357802469135780",
      "12345678901234567890123456789012345678901234567890",
      true
    ),
    ("5e60", "25000000000000000000000000000000000000000000000000000000000001", false),
    ("99999999999999999999999999999999999999999999999999", "9", true),
    ("100000000000000000000000000000000000000", "99999999999999999999999999999999999999", false),
  ])
  func multiples(number: String, divisor: String, expected: Bool) throws {
    #expect(try Self.number(number).isMultiple(of: Self.number(divisor)) == expected)
  }

  /// Small numbers against arithmetic in thousandths.
  @Test func agreesWithPlainArithmetic() throws {
    try Cases.forEach("numbers", 4_000) { generator, seed in
      let (left, right) = (generator.below(4_001) - 2_000, generator.below(4_001) - 2_000)
      let (first, second) = (
        try Self.written(left, &generator), try Self.written(right, &generator)
      )
      #expect((first == second) == (left == right), "SEED=\(seed): \(first) \(second)")
      #expect((first < second) == (left < right), "SEED=\(seed): \(first) \(second)")
      let isMultiple = right == 0 ? left == 0 : left % right == 0
      #expect(first.isMultiple(of: second) == isMultiple, "SEED=\(seed): \(first) \(second)")
      #expect(first.isInteger == (left % 1000 == 0), "SEED=\(seed): \(first)")
      let double = Double(left) / 1000
      #expect(first.doubleValue == double, "SEED=\(seed): \(first)")
      #expect(Number(double) == first, "SEED=\(seed): \(first)")
    }
  }

  /// A number of thousandths in one of many ways to write it.
  private static func written(_ thousandths: Int, _ generator: inout SeededGenerator) throws
    -> Number
  {
    let magnitude = abs(thousandths)
    let sign = thousandths < 0 ? "-" : ""
    let digits = String(magnitude % 1000)
    let fraction = String(repeating: "0", count: 3 - digits.count) + digits
    let zeros = magnitude == 0 ? "" : String(repeating: "0", count: generator.below(3))
    return switch generator.below(3) {
    case 0: try number("\(sign)\(magnitude / 1000).\(fraction)\(zeros)")
    case 1: try number("\(sign)\(magnitude)e-3")
    default: try number("\(sign)\(magnitude)\(zeros)E-\(3 + zeros.count)")
    }
  }

  @Test(arguments: [
    (0.1, "0.1"), (1e21, "1e+21"), (1e20, "100000000000000000000"), (1e-6, "0.000001"),
    (1e-7, "1e-7"), (Double.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"),
    (-0.0, "0"), (333333333.3333333, "333333333.3333333"), (4.5, "4.5"), (1e30, "1e+30"),
    (0.000001234, "0.000001234"), (123456789012345683968, "123456789012345680000"),
  ])
  func asECMAScriptWrites(number: Double, text: String) {
    #expect(CanonicalNumber.text(of: number) == text)
  }
}
