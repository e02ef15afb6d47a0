internal import Documents
internal import JSONSchema
internal import Records
internal import Snapshots
internal import Validation

/// The classes of a repository, each with its schema compiled and its screen prepared before many
/// threads ask for them.
struct ScreenedClasses: Sendable {
  private final class Prepared: Sendable {
    let plan: FactPlan
    let schema: SchemaStore.Schema
    let screen: ClassScreen

    init(_ plan: FactPlan, _ schema: SchemaStore.Schema, _ screen: ClassScreen) {
      self.plan = plan
      self.schema = schema
      self.screen = screen
    }
  }

  private let layout: RecordLayout
  private var classes: [String: Prepared] = [:]

  /// Prepares the classes of some names, on all cores; what is no class is left out.
  init(
    _ names: [String],
    of snapshot: Snapshot,
    in context: ValidationContext,
    _ neighbours: StandardNeighbours
  ) {
    layout = snapshot.settings.layout
    let (catalogue, schemas, policy) = (snapshot.catalogue, context.schemas, context.policy)
    let prepared = Cores.map(names, width: 1) { name -> Prepared? in
      guard let recordClass = catalogue.recordClass(name),
        let schema = try? schemas.schema(of: name)
      else { return nil }
      let screen = ClassScreen(recordClass, under: policy, neighbours: neighbours)
      return Prepared(recordClass.factPlan, schema, screen)
    }
    for (name, prepared) in zip(names, prepared) { classes[name] = prepared }
  }

  /// Screens one file; `text` is what it holds, where it can be read.
  func screen(_ entry: FileEntry, _ text: [UInt8]?) -> RecordScreening.Screened {
    screen(entry, parsed: text.flatMap { try? Document.parse($0) })
  }

  /// Screens one file; `document` is what it holds, where it can be parsed.
  func screen(_ entry: FileEntry, parsed document: Document?) -> RecordScreening.Screened {
    let reference = RecordLayout.reference(ofPath: entry.path)
    var file = RecordScreening.Screened(entry: entry, reference: reference)
    guard let reference, entry.hasFaithfulPath, entry.kind.isFile else { return file }
    file.isPlaced = entry.kind == .regular && layout.isSound(path: entry.path)
    guard let prepared = classes[reference.className], let document else { return file }
    let facts = RecordFacts(document, by: prepared.plan, as: reference)
    file.isClean = facts.isOrderly && prepared.schema.isValid(document, at: document.root)
    file.isDoubtful = !file.isClean || prepared.screen.isDoubtful(document)
    file.facts = facts
    return file
  }

  /// Takes the facts out of a record; nil where its class is not known.
  func facts(of document: Document, as reference: Reference) -> RecordFacts? {
    classes[reference.className].map { RecordFacts(document, by: $0.plan, as: reference) }
  }
}
