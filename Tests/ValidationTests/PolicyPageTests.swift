import Diagnostics
import Documents
import Records
import Snapshots
import TestSupport
import Testing
import Validation

/// Runs the examples of docs/policy.md: every section's files are judged, and the findings are those
/// that stand there.
@Suite struct PolicyPageTests {
  /// A fenced block with the words after its fence.
  struct Block {
    var words: [String]
    var lines: [String]
  }

  struct Section {
    var title: String
    var blocks: [Block] = []
  }

  static func sections() throws -> [Section] {
    let text = try #require(try Golden.page("docs/policy.md"))
    var sections = [Section(title: "")]
    var block: Block?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let open = block {
        if line == "```" {
          sections[sections.count - 1].blocks.append(open)
          block = nil
        } else {
          block?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        block = Block(words: line.dropFirst(3).split(separator: " ").map(String.init), lines: [])
      } else if line.hasPrefix("## ") {
        sections.append(Section(title: String(line.dropFirst(3))))
      }
    }
    return sections.filter { !$0.blocks.isEmpty }
  }

  static func bench(_ section: Section, _ side: String) throws -> RuleBench {
    var records = AuthorityTests.people
    var policy = ""
    for block in section.blocks where block.words.first == "yaml" {
      let text = block.lines.joined(separator: "\n")
      guard let path = block.words.last, block.words.count == 2 || block.words[1] == side else {
        continue
      }
      if let reference = RecordLayout.reference(ofPath: path) {
        records[reference.description] = text
      } else {
        policy = text
      }
    }
    return try RuleBench(records, policy: policy)
  }

  static func line(_ finding: Finding) -> String {
    let text = FindingRenderer().text(for: finding)
    return String(text.prefix { $0 != "\n" })
  }

  @Test func everyExampleSaysWhatItIsSaidToSay() throws {
    var count = 0
    for section in try Self.sections() {
      let (before, after) = (try Self.bench(section, "before"), try Self.bench(section, "after"))
      for block in section.blocks where block.words.first == "text" {
        count += 1
        let found = try Self.found(block, before, after)
        #expect(found.sorted() == block.lines, "\(section.title): \(found)")
      }
    }
    #expect(count >= 10)
  }

  private static func found(_ block: Block, _ before: RuleBench, _ after: RuleBench) throws
    -> [String]
  {
    let words = block.words
    guard let by = words.firstIndex(of: "by") else {
      return try after.table.references(ofClasses: nil).flatMap { reference in
        try after.all(reference.description).map(line)
      }
    }
    let approved = words.firstIndex(of: "approved").map { words[$0 + 2] }
    let context = ChangeContext(
      before: before.context(lapse: .error),
      after: after.context(lapse: .error),
      author: RuleBench.author(words[by + 1]),
      approvals: approved.map { [Approval(person: Reference($0)!, isVerified: false)] } ?? []
    )
    if let file = words.firstIndex(of: "file") {
      return try AuthorMayChangeFile.check(path: words[file + 1], in: context).map(line)
    }
    var found: [Finding] = []
    for change in RuleBench.changes(from: before, to: after) {
      for rule in RuleList.aboutChanges { found += try rule.check(change, in: context) }
    }
    return found.map(line)
  }

  @Test func thePoliciesOfThePageAreGoodPolicies() throws {
    for section in try Self.sections() {
      let bench = try Self.bench(section, "after")
      for block in section.blocks where block.words.last?.hasPrefix("policy/") ?? false {
        guard block.words.first == "yaml", let path = block.words.last else { continue }
        let document = try Document.parse(Array(block.lines.joined(separator: "\n").utf8))
        let found = SettingsFollowSchema.check(
          document,
          path: path,
          format: "policy",
          in: bench.context()
        )
        #expect(found.isEmpty, "\(section.title): \(found.map(\.message))")
      }
    }
  }
}
