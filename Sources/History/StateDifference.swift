public import Documents
public import Records

/// The difference of two states of some files, attribute by attribute, wherever the states are: in
/// commits or in a working tree.
public struct StateDifference {
  /// A file that differs, with the record that it holds on either side.
  public struct File {
    /// The path.
    public let path: String
    /// Reads the record before; nil where there was no file. A text that cannot be parsed reads as an
    /// empty map, which has no leaves.
    public let old: (() throws -> Value)?
    /// Reads the record after; nil where there is no file.
    public let new: (() throws -> Value)?

    /// Creates a file.
    public init(path: String, old: (() throws -> Value)?, new: (() throws -> Value)?) {
      self.path = path
      self.old = old
      self.new = new
    }
  }

  private let catalogue: ClassCatalogue
  private let renames: [Reference: Reference]

  /// Creates a difference as these classes see it; `renames` are those that commits declare, from new
  /// to old.
  public init(_ catalogue: ClassCatalogue, renames: [Reference: Reference] = [:]) {
    self.catalogue = catalogue
    self.renames = renames
  }

  /// Returns what changed, sorted by record.
  ///
  /// A record that went and one that came are one renamed record where `RenameDetection` says so;
  /// what else changed in it follows under its new name. With `onlyPaths`, only those files are told
  /// of, while the others may still be where a record comes from.
  public func changes(in files: [File], onlyPaths: Set<String>? = nil) throws -> [AttributeChange] {
    func isWanted(_ file: File) -> Bool { onlyPaths?.contains(file.path) ?? true }
    let gone = files.filter { $0.new == nil }
    var taken: Set<String> = []
    var changes: [AttributeChange] = []
    for file in files.sorted(by: { $0.path < $1.path }) where isWanted(file) {
      guard let new = file.new, let reference = RecordLayout.reference(ofPath: file.path) else {
        continue
      }
      if let old = file.old {
        changes += try leaves(old(), new(), reference)
      } else if let origin = try origin(of: reference, new, among: gone), let old = origin.old,
        let from = RecordLayout.reference(ofPath: origin.path), taken.insert(origin.path).inserted
      {
        if from != reference {
          changes.append(AttributeChange(reference: reference, kind: .renamed, from: from))
        }
        changes += try leaves(old(), new(), reference)
      } else {
        changes.append(AttributeChange(reference: reference, kind: .created))
      }
    }
    for file in gone where isWanted(file) && !taken.contains(file.path) {
      if let reference = RecordLayout.reference(ofPath: file.path) {
        changes.append(AttributeChange(reference: reference, kind: .deleted))
      }
    }
    return Self.stablySorted(changes)
  }

  private func origin(of reference: Reference, _ new: () throws -> Value, among gone: [File]) throws
    -> File?
  {
    let origin = try RenameDetection.origin(
      of: reference,
      among: gone.map(\.path),
      declared: renames[reference],
      catalogue: catalogue,
      value: { try Self.read(new) },
      old: { path in try gone.first { $0.path == path }?.old.flatMap(Self.read) }
    )
    return gone.first { $0.path == origin }
  }

  /// A record that can be read; an empty map is none.
  private static func read(_ content: () throws -> Value) throws -> Value? {
    let value = try content()
    guard let map = value.mapValue, !map.isEmpty else { return nil }
    return value
  }

  private func leaves(_ old: Value, _ new: Value, _ reference: Reference) -> [AttributeChange] {
    AttributeDifference.between(
      old,
      new,
      of: reference,
      keys: catalogue.recordClass(reference.className)?.listKeys ?? .none
    )
  }

  private static func stablySorted(_ changes: [AttributeChange]) -> [AttributeChange] {
    changes.enumerated().sorted { left, right in
      (left.element.reference, left.offset) < (right.element.reference, right.offset)
    }.map(\.element)
  }
}
