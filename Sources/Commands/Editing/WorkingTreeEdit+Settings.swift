internal import Documents
internal import Records
internal import Snapshots
internal import Validation

extension WorkingTreeEdit {
  /// Edits every place in cmdb.yaml, sources/ and policy/ that refers to a record, and returns how
  /// many there were.
  mutating func editSettings(
    that reference: Reference,
    with edit: (AttributePath, ListKeys) -> DocumentEdit
  ) throws -> Int {
    let catalogue = snapshot.catalogue
    var count = 0
    for path in try settingPaths() {
      guard let format = SettingsFollowSchema.format(ofPath: path),
        let text = try changes.files[path] ?? snapshot.files.content(at: path),
        let document = try? Document.parse(text)
      else { continue }
      let described = catalogue.description(of: format)
      let places = SettingReferences.places(
        in: document,
        format: described,
        record: catalogue.description(of: "base")
      ).filter { $0.target == reference }
      if places.isEmpty { continue }
      count += places.count
      // Items that are named by position: the last goes first, so that none before it moves.
      let edits = places.reversed().map {
        edit(document.path(of: $0.node, keys: described.listKeys), described.listKeys)
      }
      do throws(EditError) {
        write(try document.applying(edits, keys: described.listKeys), to: path)
      } catch {
        throw CommandFailure(.no, "\(path) cannot be edited: \(error.message)", at: path)
      }
    }
    return count
  }

  private func settingPaths() throws -> [String] {
    [Settings.fileName]
      + (try ["policy", "sources"].flatMap { try snapshot.files.entries(below: $0).map(\.path) })
  }
}
