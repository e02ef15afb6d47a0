internal import Diagnostics

/// A short name of an objection that stays the same while lines move.
enum FindingFingerprint {
  /// Returns the SHA-256, in hexadecimal, of what makes two findings the same objection.
  static func of(_ finding: Finding) -> String {
    let parts = [
      finding.rule, finding.reference ?? "", finding.place?.file ?? "", finding.attribute ?? "",
      finding.message,
    ]
    return ContentDigest.hexadecimal(of: parts.joined(separator: "\0").utf8)
  }

  /// Returns the fingerprint of each finding; of equal ones the later bear a number.
  static func all(_ findings: [Finding]) -> [String] {
    var seen: [String: Int] = [:]
    return findings.map { finding in
      let print = of(finding)
      let count = seen[print, default: 0] + 1
      seen[print] = count
      return count == 1 ? print : "\(print)-\(count)"
    }
  }
}
