public import Git
public import Records
internal import Snapshots
public import Validation

/// The keys by which checkpoints may be signed.
public final class CheckpointKeys {
  private let snapshots: CommitSnapshots
  private let trusted: [AllowedKey]?
  private var known: [ObjectID: [SSHPublicKey]] = [:]

  /// Creates the keys that a file of allowed signers names or, without one, those under `service.keys`
  /// in `cmdb.yaml`; `builtIn` are the schemas that the program brings along.
  public init(_ repository: Repository, builtIn: [SchemaFile], trusted: [AllowedKey]?) {
    snapshots = CommitSnapshots(repository, builtIn: builtIn)
    self.trusted = trusted
  }

  /// Where keys are read, as people name it.
  var place: String { trusted == nil ? "service.keys of cmdb.yaml" : "the file of trusted keys" }

  /// Whether a key counted at a time for a checkpoint that has main at a commit: keys of the settings
  /// count by their position in history.
  func allow(_ key: SSHPublicKey, at time: Int64, main: ObjectID) throws -> Bool {
    if let trusted { return trusted.contains { $0.key == key && $0.isGood(at: time) } }
    if known[main] == nil {
      known[main] = try snapshots.snapshot(of: main).settings.serviceKeys
        .compactMap(SSHPublicKey.init(line:))
      try snapshots.forget(but: [])
    }
    return known[main]?.contains(key) ?? false
  }
}
