import Documents
import Records
import Testing

@Suite struct RecordTextMergeTests {
  /// A merge by line that never helps, so that the merge by attribute is what is tested.
  let merge = RecordTextMerge(recordClass: nil) { _, ours, _ in (ours, false) }

  func merged(_ base: String, _ ours: String, _ theirs: String) throws -> (String, Bool) {
    let result = try merge.merge(
      base: Array(base.utf8),
      ours: Array(ours.utf8),
      theirs: Array(theirs.utf8)
    )
    return (String(decoding: result.text, as: UTF8.self), result.isClean)
  }

  @Test func neighbouringLinesDoNotDisagree() throws {
    let (text, isClean) = try merged("a: 1\nb: 2\n", "a: 10\nb: 2\n", "a: 1\nb: 20\n")
    #expect(isClean)
    #expect(text == "a: 10\nb: 20\n")
  }

  @Test func commentsOfBothSidesStay() throws {
    let (text, isClean) = try merged(
      "a: 1\nb: 2\n",
      "# ours\na: 10\nb: 2\n",
      "a: 1\n# theirs\nb: 20  # beside\n"
    )
    #expect(isClean)
    #expect(text == "# ours\na: 10\n# theirs\nb: 20  # beside\n")
  }

  @Test func markersStandAroundTheAttributeAlone() throws {
    let (text, isClean) = try merged(
      "a: 1\nowner: x\nb: 2\n",
      "a: 1\nowner: y\nb: 2\n",
      "a: 5\nowner: z\nb: 2\n"
    )
    #expect(!isClean)
    #expect(
      text == """
        a: 5
        <<<<<<< ours
        owner: y
        =======
        owner: z
        >>>>>>> theirs
        b: 2

        """
    )
  }

  @Test func textsThatCannotBeParsedAreMergedByLine() throws {
    let result = try RecordTextMerge(recordClass: nil) { _, _, _ in (Array("by line".utf8), false) }
      .merge(base: Array("a: 1".utf8), ours: Array("a: [".utf8), theirs: Array("a: 2".utf8))
    #expect(String(decoding: result.text, as: UTF8.self) == "by line")
    #expect(!result.isClean)
  }

  @Test func bothCreatedTheRecord() throws {
    let (text, isClean) = try merged("", "a: 1\n", "a: 1\nb: 2\n")
    #expect(isClean)
    #expect(text == "a: 1\nb: 2\n")
  }

  @Test func aCommentThatBothWroteAnewConflictsThereAlone() throws {
    let base = "# spare\na: 1\nb: 2  # two\n"
    let result = try merge.merge(
      base: Array(base.utf8),
      ours: Array("# ours\na: 1\nb: 2  # deux\n".utf8),
      theirs: Array("# theirs\na: 5\nb: 2  # zwei\n".utf8)
    )
    #expect(!result.isClean)
    #expect(result.conflicts.isEmpty)
    #expect(result.commentConflicts.map(\.ours) == ["# ours", "# deux"])
    #expect(
      String(decoding: result.text, as: UTF8.self) == """
        <<<<<<< ours
        # ours
        =======
        # theirs
        >>>>>>> theirs
        a: 5
        <<<<<<< ours
        b: 2  # deux
        =======
        b: 2  # zwei
        >>>>>>> theirs

        """
    )
  }

  @Test func aCommentThatOneSideRemovedAndTheOtherWroteAnewStays() throws {
    for (ours, theirs) in [("a: 1\n", "# new\na: 1\n"), ("# new\na: 1\n", "a: 1\n")] {
      let (text, isClean) = try merged("# old\na: 1\n", ours, theirs)
      #expect(isClean && text == "# new\na: 1\n")
    }
  }

  @Test func commentsWithBlanksOrCarriageReturnsBehindThemStayWhole() throws {
    let (text, isClean) = try merged(
      "a: 1 # old  \nb: 1\n",
      "a: 1 # old  \nb: 2\n",
      "a: 1 # new\nb: 1\n"
    )
    #expect(isClean && text == "a: 1 # new  \nb: 2\n")
    let (windows, _) = try merged(
      "a: 1 # old\r\nb: 1\r\n",
      "a: 1 # old\r\nb: 2\r\n",
      "a: 1 # new\r\nb: 1\r\n"
    )
    #expect(windows == "a: 1 # new\r\nb: 2\r\n")
  }

  @Test func aCommentBesideATextOfSeveralLinesGoesAbove() throws {
    let (text, isClean) = try merged(
      "a: 1\nb: word\n",
      "a: 2\nb: \"two\n  lines\"\n",
      "a: 1\nb: word  # theirs\n"
    )
    #expect(isClean)
    #expect(text == "a: 2\n# theirs\nb: \"two\n  lines\"\n")
  }

  @Test func styleIsNoDisagreement() throws {
    let (text, isClean) = try merged(
      "id: x\ncost: { a: 1, b: 2 }\n",
      "id: x\ncost:\n  a: 1\n  b: 2\n",
      "id: x\ncost: { a: 1, b: 3, c: 4 }\n"
    )
    #expect(isClean)
    #expect(text == "id: x\ncost:\n  a: 1\n  b: 3\n  c: 4\n")
    let (flow, isFlowClean) = try merged(
      "id: x\ncost: { a: 1, b: 2 }\n",
      "id: x\ncost: { a: 1, b: 3 }\n",
      "id: x\ncost:\n  a: 5\n  b: 2\n"
    )
    #expect(isFlowClean && flow == "id: x\ncost: { a: 5, b: 3 }\n")
  }

  @Test func aSideThatDidNothingGivesWayByteForByte() throws {
    let odd = "a:   1   # odd\r\n\n\nb: [1,2]"
    #expect(try merged("a: 1\n", "a: 1\n", odd) == (odd, true))
    #expect(try merged("a: 1\n", odd, "a: 1\n") == (odd, true))
    #expect(try merged("a: 1\n", odd, odd) == (odd, true))
    #expect(try merged("a: [\n", "a: [\n", odd) == (odd, true))
  }

  @Test func aBaseThatCannotBeReadIsNotTakenForNone() throws {
    // As if there were no base, what ours removed would come back.
    let result = try merge.merge(
      base: Array("a: [\n".utf8),
      ours: Array("b: 1\n".utf8),
      theirs: Array("a: 1\nb: 1\n".utf8)
    )
    #expect(result.isByLine && !result.isClean)
  }

  @Test func aBaseWithConflictsIsUndecidedThere() throws {
    // What git makes of two ancestors, with longer markers and the style diff3.
    let base = """
      id: x
      <<<<<<<<< left
      a: 1
      ||||||||| before
      a: 0
      =========
      a: 2
      >>>>>>>>> right
      b: 1

      """
    let result = try merge.merge(
      base: Array(base.utf8),
      ours: Array("id: x\na: 1\nb: 2\n".utf8),
      theirs: Array("id: x\na: 2\nb: 1\nc: 1\n".utf8)
    )
    #expect(result.conflicts.map { $0.attribute.description } == ["a"])
    #expect(result.conflicts.first?.base == nil)
    #expect(String(decoding: result.text, as: UTF8.self).hasSuffix("b: 2\nc: 1\n"))
  }

  @Test func aMapAgainstAValueLeavesBothReadable() throws {
    let (text, isClean) = try merged("a: {b: 1}\nz: 1\n", "a: 5\nz: 1\n", "a: {b: 2}\nz: 1\n")
    #expect(!isClean)
    #expect(text.contains("<<<<<<< ours\na: 5\n=======\n"))
    #expect(text.hasSuffix("z: 1\n"))
  }
}
