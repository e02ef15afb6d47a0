import Diagnostics
import Git
import History
import TestSupport
import Testing

/// A journal that somebody tampered with is found out; one that nobody did is not.
@Suite struct JournalAuditTests {
  @Test func aWholeJournalIsProven() throws {
    guard let bench = JournalBench() else { return }
    let verdict = try bench.verdict()
    #expect(verdict.findings == [])
    #expect(verdict.entries == 8)
    #expect(verdict.completeTo == 8)
    #expect(verdict.checkpoint?.checkpoint.seq == 7)
    #expect(verdict.isExpected == nil)
    #expect(bench.git("fsck", "--strict") == "")
    // People go on, and what they do is not journaled yet.
    bench.edit("README.md", "hello\n")
    #expect(try bench.wrong() == [])
    let noted = try bench.checkpoint()
    #expect(noted.hasPrefix("9:"))
    #expect(try bench.verdict(expecting: noted).isExpected == true)
  }

  @Test func aDeletedEntryIsMissed() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    links.remove(at: 1)
    bench.rewrite(links)
    let verdict = try bench.verdict()
    #expect(verdict.completeTo == 1)
    #expect(verdict.findings.first?.seq == 3)
    #expect(verdict.findings.first?.finding.message == "entry 3 follows entry 1")
    // Numbered anew, the moves have a gap, and no checkpoint is of this journal.
    for place in links.indices { links[place].entry.seq = place + 1 }
    bench.rewrite(links)
    let wrong = try bench.wrong()
    #expect(wrong.contains("A008 at 2"), "\(wrong)")
    #expect(wrong.contains("A012 at 3"), "\(wrong)")
  }

  @Test func reorderedEntriesAreFound() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    links.swapAt(1, 2)
    bench.rewrite(links)
    #expect(try bench.verdict().completeTo == 1)
    #expect(try bench.wrong().isSuperset(of: ["A007 at 3", "A008 at 3"]))
    links[1].entry.seq = 2
    links[2].entry.seq = 3
    bench.rewrite(links)
    #expect(try bench.wrong().isSuperset(of: ["A008 at 2", "A012 at 4"]))
  }

  @Test func aForkIsFoundByWhatWasNoted() throws {
    guard let bench = JournalBench() else { return }
    let seen = try #require(try bench.verdict().checkpoint?.checkpoint)
    let noted = "\(seen.seq):\(seen.digest)"
    bench.git("update-ref", "refs/heads/journal", "journal~4")
    bench.edit("README.md", "another line of history\n")
    try bench.checkpoint()
    bench.edit("README.md", "and more\n")
    try bench.checkpoint()
    // By itself it is whole, and only who saw the other one can tell.
    #expect(try bench.wrong() == [])
    #expect(try bench.wrong(expecting: noted) == ["A014 at 7"])
    #expect(try bench.verdict(expecting: noted).isExpected == false)
  }

  @Test func anEntryWithAnotherParentIsFound() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    links[4].parents = [ObjectID(hex: bench.git("rev-parse", "journal~5"))!]
    bench.rewrite(links)
    #expect(try bench.wrong().contains("A007 at 5"))
    #expect(try bench.verdict().completeTo == 4)
  }

  @Test func aTruncatedJournalIsFoundByWhatWasNoted() throws {
    guard let bench = JournalBench() else { return }
    let seen = try #require(try bench.verdict().checkpoint?.checkpoint)
    let noted = "\(seen.seq):\(seen.digest)"
    #expect(try bench.verdict(expecting: noted).findings == [])
    bench.git("update-ref", "refs/heads/journal", "journal~4")
    #expect(try bench.verdict().findings == [])
    let found = try bench.verdict(expecting: noted)
    #expect(found.isExpected == false)
    #expect(
      found.findings.map(\.finding.message) == [
        "the journal ends at entry 4, and entry 7 was there once"
      ]
    )
    // Its beginning is missed in any case.
    let again = try #require(JournalBench())
    try again.rewrite(Array(again.links.dropFirst(2)))
    #expect(try again.wrong().contains("A007 at 3"))
    #expect(try again.verdict().completeTo == 0)
    // Without any journal, nothing is there that was expected.
    again.git("update-ref", "-d", "refs/heads/journal")
    #expect(try again.wrong() == [])
    #expect(try again.wrong(expecting: noted) == ["A014 at 7"])
  }

  @Test func aBackdatedEntryIsFound() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    links[4].entry.time -= 3600
    bench.rewrite(links)
    #expect(try bench.wrong().contains("A001 at 5"))
    links[4].entry.time += 3600
    links[4].time = links[4].entry.time - 60
    bench.rewrite(links)
    #expect(try bench.wrong().contains("A001 at 5"))
  }

  @Test func aSwappedStateIsFound() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    links[6].entry.digest = links[0].entry.digest
    bench.rewrite(links)
    #expect(try bench.wrong().contains("A010 at 7"))
    let again = try #require(JournalBench())
    links = try again.links
    links[6].entry.policy = ObjectID.emptyTree
    again.rewrite(links)
    #expect(try again.wrong().contains("A010 at 7"))
  }

  @Test func aDroppedCheckpointIsMissed() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    for place in 5..<8 { links[place].tree = bench.tree(links[place].tree, 5, nil) }
    bench.rewrite(links)
    #expect(try bench.wrong() == ["A012 at 8"])
    // Where it was there once, its going is seen too.
    let again = try #require(JournalBench())
    links = try again.links
    links[7].tree = again.tree(links[7].tree, 3, nil)
    again.rewrite(links)
    #expect(try again.wrong().contains("A011 at 8"))
  }

  @Test func aCheckpointByAnotherKeyIsRefused() throws {
    guard let bench = JournalBench() else { return }
    try bench.checkpoint(by: "other")
    #expect(try bench.wrong() == ["A013 at 9"])
    #expect(try bench.verdict().checkpoint?.checkpoint.seq == 7)
    // A file of trusted keys takes the place of the settings.
    #expect(
      try bench.wrong(trusting: "a \(bench.key("other"))") == [
        "A013 at 4", "A013 at 6", "A013 at 8",
      ]
    )
    let both = "a \(bench.key("other"))\nb \(bench.key("service"))\n"
    #expect(try bench.wrong(trusting: both) == [])
    let late = "a \(bench.key("other"))\nb valid-before=\"20200101\" \(bench.key("service"))\n"
    #expect(try bench.wrong(trusting: late).count == 3)
  }

  @Test func aChangedCheckpointDoesNotFitItsSignature() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    let file = bench.git("show", "journal:checkpoints/7.json")
    let main = bench.git("rev-parse", "main~1")
    let text = file.replacing(bench.git("rev-parse", "main"), with: main) + "\n"
    links[7].tree = bench.tree(links[7].tree, 7, text)
    bench.rewrite(links)
    #expect(try bench.wrong().isSuperset(of: ["A013 at 8", "A012 at 8"]))
    links[7].tree = bench.tree(links[7].tree, 7, "{}\n")
    bench.rewrite(links)
    #expect(try bench.wrong().contains("A012 at 8"))
  }

  @Test func aRewrittenMainIsFound() throws {
    guard let bench = JournalBench() else { return }
    let old = bench.git("rev-parse", "main")
    bench.git("commit", "--quiet", "--amend", "--no-verify", "--message", "Nothing was here")
    let verdict = try bench.verdict()
    #expect(verdict.findings.map(\.finding.rule) == ["CMDB-A005"])
    #expect(verdict.findings.first?.commit?.hex == old)
    // An honest entry afterwards says so for ever.
    try bench.checkpoint()
    #expect(try bench.wrong() == ["A005 at 9"])
  }

  @Test func aFileThatWasSwappedUnderTheSamePathIsFound() throws {
    guard let bench = JournalBench() else { return }
    // The whole of main anew, with another file in the middle: every later commit is another one.
    bench.git("checkout", "--quiet", "--detach", "main~2")
    bench.edit("records/person/ada.yaml", RangeBench.person("ada", "platform", "role: admin\n"))
    bench.git("cherry-pick", "main~1", "main")
    bench.git("branch", "--force", "main", "HEAD")
    #expect(try bench.wrong() == ["A005 at 8"])
  }

  @Test func aCloneIsJudgedByWhatItFetched() throws {
    guard let bench = JournalBench() else { return }
    let clone = try #require(JournalBench(cloning: bench))
    #expect(try clone.wrong() == [])
    // The clone's own main stays behind, which is nobody's fault.
    bench.edit("README.md", "hello\n")
    try bench.checkpoint()
    clone.git("fetch", "--quiet")
    #expect(try clone.wrong() == [])
    #expect(try clone.verdict().entries == 10)
    // Where main was set back, it is the origin's.
    bench.git("reset", "--quiet", "--hard", "main~2")
    clone.git("fetch", "--quiet")
    #expect(try bench.wrong() == ["A005 at 10"])
    #expect(try clone.wrong() == ["A005 at 10"])
  }

  @Test func whatSourcesSaidIsKept() throws {
    guard let bench = JournalBench() else { return }
    let branch = "refs/heads/discovery/glpi"
    bench.git("update-ref", branch, "discovery/glpi~1")
    #expect(try bench.wrong() == ["A008 at 8"])
    // A clone has no such branch, and the journal brings what was said.
    bench.git("update-ref", "-d", branch)
    #expect(try bench.wrong() == [])
    let again = try #require(JournalBench())
    var links = try again.links
    let other = ObjectID(hex: again.git("rev-parse", "main"))!
    links[4].entry.deliveries[0].commit = other
    again.rewrite(links)
    #expect(try again.wrong().contains("A009 at 5"))
  }

  @Test func anEntryThatCannotBeReadIsNamed() throws {
    guard let bench = JournalBench() else { return }
    var links = try bench.links
    links[4].message = "{\"seq\": 5}\n"
    bench.rewrite(links)
    let found = try bench.verdict()
    #expect(found.completeTo == 4)
    let unreadable = found.findings.first { $0.finding.rule == "CMDB-A006" }
    #expect(unreadable?.finding.message == "the entry lacks time")
    #expect(unreadable?.commit?.hex == bench.git("rev-parse", "journal~3"))
    // Somebody else's branch in its place.
    bench.git("update-ref", "refs/heads/journal", "main")
    #expect(try bench.wrong().contains("A006 at 0"))
    #expect(try bench.verdict().entries == 0)
  }
}
