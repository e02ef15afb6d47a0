internal import Git
internal import Records

extension CommitFacts {
  /// What the index keeps besides id, parents, tree, author and time; empty for most commits.
  var notes: [UInt8] {
    let isPlain =
      deliveries.isEmpty && recomputation == nil && approvals.isEmpty && renames.isEmpty
    if isPlain, !isSigned, proposal == ProposalNumber.read(ofSummary: summary) { return [] }
    var writer = ByteWriter()
    writer.append(isSigned ? 1 : 0)
    writer.append(proposal ?? 0)
    writer.append(deliveries.count)
    for delivery in deliveries {
      writer.append(delivery.source)
      writer.append(delivery.commit)
    }
    writer.append(recomputation.map { "=\($0)" } ?? "")
    writer.append(approvals.count)
    for actor in approvals {
      writer.append(actor.name)
      writer.append(actor.email)
    }
    for (new, old) in renames.sorted(by: { $0.key < $1.key }) {
      writer.append(new.description)
      writer.append(old.description)
    }
    return writer.bytes
  }

  /// Creates the facts of a commit from what the index keeps of it.
  init(
    id: ObjectID,
    parents: [ObjectID],
    tree: ObjectID,
    author: Actor,
    time: Int64,
    summary: String,
    notes: [UInt8]
  ) throws(IndexFailure) {
    self.id = id
    self.parents = parents
    self.tree = tree
    self.author = author
    self.time = time
    self.summary = summary
    var deliveries: [Delivery] = []
    var approvals: [Actor] = []
    var renames: [Reference: Reference] = [:]
    var recomputation: String?
    var proposal = ProposalNumber.read(ofSummary: summary)
    var isSigned = false
    if !notes.isEmpty {
      var reader = ByteReader(notes)
      isSigned = try reader.number() != 0
      let number = try reader.number()
      proposal = number == 0 ? nil : number
      for _ in 0..<max(0, try reader.number()) {
        deliveries.append(Delivery(source: try reader.string(), commit: try reader.string()))
      }
      let text = try reader.string()
      recomputation = text.isEmpty ? nil : String(text.dropFirst())
      for _ in 0..<max(0, try reader.number()) {
        approvals.append(Actor(name: try reader.string(), email: try reader.string()))
      }
      while !reader.isAtEnd {
        let (new, old) = (Reference(try reader.string()), Reference(try reader.string()))
        if let new, let old { renames[new] = old }
      }
    }
    self.deliveries = deliveries
    self.approvals = approvals
    self.renames = renames
    self.recomputation = recomputation
    self.proposal = proposal
    self.isSigned = isSigned
  }
}
