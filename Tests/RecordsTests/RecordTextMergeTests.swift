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
}
