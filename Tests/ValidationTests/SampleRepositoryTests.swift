import Diagnostics
import Documents
import Records
import SampleLibrary
import SchemaLibrary
import TestSupport
import Testing
import Validation

/// The sample repository is what a good one looks like.
@Suite struct SampleRepositoryTests {
  struct Sample {
    let catalogue: ClassCatalogue
    let table: RecordTable
    let documents: [String: Document]
    let context: ValidationContext
    let neighbours: StandardNeighbours

    init() throws {
      var documents: [String: Document] = [:]
      var schemas = SchemaLibrary.files.map {
        SchemaFile(name: $0.name, origin: .builtIn, source: $0.source)
      }
      for file in SampleLibrary.files where file.path.hasSuffix(".yaml") {
        documents[file.path] = try Document.parse(file.source)
        if file.path.hasPrefix("schema/") {
          let name = file.path.dropFirst("schema/".count).dropLast(".yaml".count)
          schemas.append(
            SchemaFile(name: String(name), origin: .repository, source: file.source)
          )
        }
      }
      self.documents = documents
      catalogue = ClassCatalogue(schemas)
      table = RecordTable(
        documents.compactMap { path, document in
          RecordLayout.reference(ofPath: path).map {
            Record(reference: $0, path: path, blob: nil, document: document)
          }
        },
        catalogue: catalogue
      )
      let policy = documents.filter { $0.key.hasPrefix("policy/") }
        .map { Policy.File(path: $0.key, document: $0.value) }
      context = ValidationContext(
        lookup: table,
        catalogue: catalogue,
        settings: Settings(),
        schemas: SchemaStore(catalogue),
        day: CalendarDay("2026-11-24")!,
        policy: Policy(policy, catalogue: catalogue)
      )
      neighbours = try StandardNeighbours(context, classes: Set(catalogue.classNames))
    }

    func subject(_ reference: Reference) -> RecordSubject {
      let record = table.record(reference)!
      return RecordSubject(
        path: record.path,
        reference: reference,
        recordClass: catalogue.recordClass(reference.className),
        document: record.document
      )
    }
  }

  @Test func everyRecordIsWithoutAFinding() throws {
    let sample = try Sample()
    var found: [String] = []
    for reference in sample.table.references(ofClasses: nil) {
      let subject = sample.subject(reference)
      for rule in RuleList.all {
        found += try rule.check(subject, in: sample.context).map {
          FindingRenderer().text(for: $0)
        }
      }
    }
    #expect(sample.table.references(ofClasses: nil).count > 150)
    #expect(found == [], "\(found.joined())")
  }

  @Test func everyOtherFileIsWithoutAFinding() throws {
    let sample = try Sample()
    var found: [String] = []
    for (path, document) in sample.documents where !path.hasPrefix("records/") {
      if let format = SettingsFollowSchema.format(ofPath: path) {
        found += SettingsFollowSchema.check(
          document,
          path: path,
          format: format,
          in: sample.context
        ).map { FindingRenderer().text(for: $0) }
        found += try SettingsReferToRecords.check(
          document,
          path: path,
          format: format,
          in: sample.context
        ).map { FindingRenderer().text(for: $0) }
      } else if SchemaCanBeUsed.concerns(path: path) {
        found += SchemaCanBeUsed.check(document, path: path, in: sample.context)
          .map { FindingRenderer().text(for: $0) }
      }
      found += TextHoldsNoSecret.check(document.source, path: path, reference: nil)
        .map { FindingRenderer().text(for: $0) }
    }
    #expect(found == [], "\(found.joined())")
  }

  @Test func everySchemaOfTheProgramIsOneThatCanBeUsed() throws {
    let sample = try Sample()
    for file in SchemaLibrary.files {
      let path = "schema/\(file.name).yaml"
      let document = try Document.parse(file.source)
      guard SchemaCanBeUsed.concerns(path: path), !path.hasPrefix("schema/identifiers/") else {
        continue
      }
      let found = SchemaCanBeUsed.check(document, path: path, in: sample.context)
      #expect(found.isEmpty, "\(found.map(\.message)) in \(path)")
    }
  }

  /// The screen passes what is right, and never what is wrong.
  @Test func theScreenPassesMostOfTheSample() throws {
    let sample = try Sample()
    var doubtful: [String: Int] = [:]
    var all = 0
    for reference in sample.table.references(ofClasses: nil) {
      let subject = sample.subject(reference)
      let recordClass = try #require(subject.recordClass)
      all += 1
      let screen = ClassScreen(
        recordClass,
        under: sample.context.policy,
        neighbours: sample.neighbours
      )
      if screen.isDoubtful(subject.document) { doubtful[reference.className, default: 0] += 1 }
    }
    #expect(doubtful.values.reduce(0, +) < all / 2, "\(doubtful)")
  }

  /// Where the screen passes a record, no rule that it stands for has a finding: over random edits of
  /// the sample's records.
  @Test func theScreenNeverPassesWhatIsWrong() throws {
    let sample = try Sample()
    var generator = SeededGenerator.announced("class screen")
    let names = sample.table.references(ofClasses: nil)
    var screens: [String: ClassScreen] = [:]
    var (passed, wrong) = (0, 0)
    for _ in 0..<1500 {
      let reference = names.randomElement(using: &generator)!
      let recordClass = try #require(sample.catalogue.recordClass(reference.className))
      let source = sample.subject(reference).document.source
      let text = Self.edited(String(decoding: source, as: UTF8.self), &generator)
      guard let document = try? Document.parse(Array(text.utf8)) else { continue }
      let screen =
        screens[reference.className]
        ?? ClassScreen(recordClass, under: sample.context.policy, neighbours: sample.neighbours)
      screens[reference.className] = screen
      guard !screen.isDoubtful(document) else {
        wrong += 1
        continue
      }
      passed += 1
      let subject = RecordSubject(
        path: "records/\(reference).yaml",
        reference: reference,
        recordClass: recordClass,
        document: document
      )
      for rule in ClassScreen.rules {
        let found = try rule.check(subject, in: sample.context)
        #expect(found.isEmpty, "\(found.map(\.message)) in\n\(text)")
      }
    }
    #expect(passed > 100 && wrong > 100, "\(passed) passed, \(wrong) did not")
  }

  /// The text with a line or two taken out, doubled with another word, or replaced.
  private static func edited(_ text: String, _ generator: inout SeededGenerator) -> String {
    var lines = text.split(separator: "\n").map(String.init)
    let words = [
      "lifecycle: retired", "lifecycle: in-use", "lifecycle: maintenance", "lifecycle: in-stock",
      "substate: reserved", "substate: lost", "criticality: critical", "environment: production",
      "replaces: server/web-01", "location: null", "reason: why", "due: 2027-01-01", "model: null",
      "encrypted: false", "notes: \"a\\u200bb\"", "notes: a\u{200B}b", "cost: {}",
    ]
    for _ in 0..<Int.random(in: 1...3, using: &generator) where lines.count > 1 {
      let place = Int.random(in: 0..<lines.count, using: &generator)
      let word = words.randomElement(using: &generator)!
      let name = word.prefix { $0 != ":" } + ":"
      if Bool.random(using: &generator) {
        lines.removeAll { $0.hasPrefix(name) }
        lines.append(word)
      } else {
        lines.remove(at: place)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
