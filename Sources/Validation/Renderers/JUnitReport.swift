public import Diagnostics

/// Findings as a report of tests in the XML that JUnit made customary: a suite for each rule that was
/// broken, a case for each file.
public enum JUnitReport {
  /// Returns the report; `checked` is how many files were judged.
  public static func text(_ findings: [Finding], checked: Int) -> String {
    let failures = findings.filter { $0.severity == .error }.count
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    xml += "<testsuites name=\"cmdb validate\" tests=\"\(max(1, findings.count))\" "
    xml += "failures=\"\(failures)\">\n"
    if findings.isEmpty {
      xml += "  <testsuite name=\"cmdb validate\" tests=\"1\" failures=\"0\">\n"
      xml += "    <testcase classname=\"cmdb\" name=\"\(checked) files are valid\"/>\n"
      xml += "  </testsuite>\n"
    }
    for (rule, group) in Dictionary(grouping: findings, by: \.rule).sorted(by: { $0.key < $1.key })
    {
      let failures = group.filter { $0.severity == .error }.count
      xml += "  <testsuite name=\"\(escape(rule))\" tests=\"\(group.count)\" "
      xml += "failures=\"\(failures)\">\n"
      for finding in group { xml += testCase(finding) }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  private static func testCase(_ finding: Finding) -> String {
    let file = finding.place?.file ?? finding.reference ?? "cmdb"
    let name = finding.attribute ?? finding.reference ?? file
    var xml = "    <testcase classname=\"\(escape(file))\" name=\"\(escape(name))\""
    if let line = finding.place?.line { xml += " file=\"\(escape(file))\" line=\"\(line)\"" }
    let place = finding.place?.description ?? file
    let text = "\(place): \(finding.statement)" + (finding.help.map { "\nhelp: \($0)" } ?? "")
    if finding.severity == .error {
      xml += ">\n      <failure type=\"\(escape(finding.rule))\" "
      xml += "message=\"\(escape(finding.statement))\">\(escape(text))</failure>\n"
    } else {
      // What is no error passes, and says what it has to say.
      xml +=
        ">\n      <system-out>\(escape("\(finding.severity.rawValue): \(text)"))</system-out>\n"
    }
    return xml + "    </testcase>\n"
  }

  /// Characters that XML 1.0 has no way to write become U+FFFD.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      case "\t": escaped += "&#9;"
      case "\r": escaped += "&#13;"
      default:
        let isAllowed =
          scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        escaped.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }
}
