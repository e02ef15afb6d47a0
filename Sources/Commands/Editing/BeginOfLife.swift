internal import Documents
internal import Records

/// The state in which a record begins that somebody writes by hand.
struct BeginOfLife {
  private static let lifecycle = AttributePath().appending(name: "lifecycle")
  private static let requester = AttributePath().appending(name: "requester")
  private let recordClass: RecordClass
  private let person: Reference?

  init(_ recordClass: RecordClass, _ committer: PersonOfCommitter) {
    self.recordClass = recordClass
    person = committer.reference
  }

  /// Returns the record in the first state of its class whose demands it meets, where nobody has
  /// named one; whoever writes it is the one who asks for it. `discovered` is a machine's word, and
  /// comes last.
  func of(_ record: Value) throws(EditError) -> Value {
    guard record["lifecycle"] == nil else { return record }
    let states =
      recordClass.initialStates.filter { $0 != "discovered" }
      + recordClass.initialStates.filter { $0 == "discovered" }
    for name in states {
      let begun = try begin(record, in: name)
      if meets(begun, name) { return begun }
    }
    return try states.first.map { name throws(EditError) in try begin(record, in: name) } ?? record
  }

  private func begin(_ record: Value, in name: String) throws(EditError) -> Value {
    var edits: [DocumentEdit] = [.set(Self.lifecycle, .string(name))]
    let needsRequester = recordClass.lifecycle?.state(name)?.requires.contains(Self.requester)
    if needsRequester ?? false, record["requester"] == nil, let person {
      edits.append(.set(Self.requester, .string(person.description)))
    }
    return try record.applying(edits, keys: recordClass.listKeys, order: recordClass.keyOrder)
  }

  private func meets(_ record: Value, _ name: String) -> Bool {
    guard let state = recordClass.lifecycle?.state(name) else { return true }
    func has(_ path: AttributePath) -> Bool { !record.values(at: path).isEmpty }
    return state.requires.allSatisfy(has)
      && state.requiresAny.allSatisfy { $0.contains(where: has) }
  }
}
