internal import Documents
public import Git
public import Reconciliation
public import Records

/// Reads what a source says in a delivery.
public struct ObservationReader {
  /// What a source says.
  public struct Said: Sendable {
    /// The observations by key.
    public var observations: [String: Observation] = [:]
    /// When each was last changed, in seconds since 1970-01-01T00:00:00Z.
    public var times: [String: Int64] = [:]
    /// What cannot be read.
    public var unreadable: [UnreadableObservation] = []
  }

  private let repository: Repository

  /// Creates a reader.
  public init(_ repository: Repository) { self.repository = repository }

  /// Returns what a source says in a delivery.
  ///
  /// Anybody who may push the branch can write a file that is no observation. It withdraws nothing:
  /// what the file said before counts until it can be read again.
  public func said(in delivery: ObjectID) throws -> Said {
    var said = Said()
    let tree = try repository.readCommit(delivery).tree
    var entries: [(path: String, entry: TreeEntry)] = []
    try repository.walkTree(tree, under: ObservationLayout.root) { path, entry in
      let path = String(decoding: path, as: UTF8.self)
      if path.hasSuffix(".yaml") { entries.append((path, entry)) }
    }
    guard !entries.isEmpty else { return said }
    let times = try repository.lastChanges(under: ObservationLayout.root, from: delivery)
    for (path, entry) in entries {
      switch try read(entry, at: path) {
      case .success(let observation):
        said.observations[observation.key] = observation
        said.times[observation.key] = times[path]
      case .failure(let objection):
        said.unreadable.append(
          UnreadableObservation(
            key: ObservationLayout.key(ofPath: path) ?? path,
            message: "\(path)\(objection.message)",
            time: try times[path] ?? repository.readCommit(delivery).committer.time
          )
        )
        guard let last = try lastReadable(at: path, before: delivery) else { continue }
        said.observations[last.observation.key] = last.observation
        said.times[last.observation.key] = last.time
      }
    }
    return said
  }

  /// Returns what the file at a path said when it could last be read, with the committer time of that
  /// delivery; nil where it never could, or was withdrawn since.
  func lastReadable(at path: String, before delivery: ObjectID) throws -> (
    observation: Observation, time: Int64
  )? {
    var found: (observation: Observation, time: Int64)?
    for id in try repository.commitsTouching(paths: [path], from: delivery) {
      let commit = try repository.readCommit(id)
      guard let entry = try repository.entry(at: path, in: commit.tree) else { break }
      if case .success(let observation) = try read(entry, at: path) {
        found = (observation, commit.committer.time)
        break
      }
    }
    return found
  }

  /// Why a file is no observation: what follows its path in a message.
  private struct Objection: Error {
    var message: String
  }

  private func read(_ entry: TreeEntry, at path: String) throws -> Result<Observation, Objection> {
    guard entry.mode.isFile else { return .failure(Objection(message: " is no ordinary file")) }
    let document: Document
    do {
      document = try Document.parse(try repository.readBlob(entry.id))
    } catch let error as DocumentError {
      return .failure(Objection(message: ":\(error.line):\(error.column): \(error.message)"))
    }
    let file = document.value(document.root)
    guard let observation = Observation(file) else {
      return .failure(Objection(message: ": \(Observation.objection(to: file) ?? "")"))
    }
    let place = ObservationLayout.path(ofKey: observation.key)
    guard place == path else {
      let message = ": its key is \(observation.key), whose file is \(place)"
      return .failure(Objection(message: message))
    }
    return .success(observation)
  }
}
