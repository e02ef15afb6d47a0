import Documents
import Records

/// Blame in its plainest form, over a random world's own memory of its trees: one leaf at a time, one
/// commit at a time, nothing remembered. What both quick ways are held against.
struct PlainBlame {
  let world: RandomWorld

  /// One leaf's answer: its value, the commit that set it, and how often it was set.
  struct Answer: Equatable {
    var value: Value?
    var commit: Int?
    var changes = 0
  }

  /// Returns the answer of every leaf of the record at a path, in its order; nil for no record.
  func answers(of path: String, at number: Int) -> [(path: AttributePath, answer: Answer)]? {
    guard let text = world.commits[number].tree[path], let leaves = leaves(text, at: path) else {
      return nil
    }
    return leaves.map { ($0.path, trace($0.path, $0.value, path, number)) }
  }

  private func trace(
    _ leaf: AttributePath,
    _ value: Value,
    _ path: String,
    _ number: Int
  ) -> Answer {
    var answer = Answer(value: value)
    var next: (commit: Int, path: String, value: Value?)? = (number, path, value)
    while let here = next {
      next = nil
      let commit = world.commits[here.commit]
      let own = commit.tree[here.path]
      // A parent that has the same file is all that counts.
      if let same = commit.parents.first(where: { world.commits[$0].tree[here.path] == own }) {
        next = (same, here.path, here.value)
        continue
      }
      var parents = commit.parents.filter { world.commits[$0].tree[here.path] != nil }
        .map { ($0, here.path) }
      if parents.isEmpty, let origin = origin(of: here.path, in: here.commit) { parents = [origin] }
      let values = parents.map { parent, path in
        (leaves(world.commits[parent].tree[path]!, at: path) ?? [])
          .first { $0.path == leaf }?.value
      }
      let same = values.firstIndex(of: here.value)
      if same == nil, here.value != nil {
        answer.changes += 1
        if answer.commit == nil { answer.commit = here.commit }
      }
      if let place = same ?? values.firstIndex(where: { $0 != nil }) ?? values.indices.first {
        next = (parents[place].0, parents[place].1, values[place])
      }
    }
    return answer
  }

  /// What became of one value: the first commit along the first parents of a tip after which the leaf
  /// has another.
  struct End {
    var path: AttributePath
    var until: Int?
    var next: Value?
  }

  /// Returns what became of the values of the record at a path, in its order; nil for no record.
  func ends(of path: String, at number: Int, upTo tip: Int) -> [End]? {
    guard let text = world.commits[number].tree[path], let leaves = leaves(text, at: path) else {
      return nil
    }
    var line: [Int] = []
    var next: Int? = tip
    while let commit = next {
      if commit != number, leads(commit, to: number) { line.append(commit) }
      next = world.commits[commit].parents.first
    }
    return leaves.map { leaf in
      var place = path
      for commit in line.reversed() {
        place = moved(place, in: commit)
        let now = world.commits[commit].tree[place].flatMap { self.leaves($0, at: place) }
        let value = now?.first { $0.path == leaf.path }?.value
        if value != leaf.value { return End(path: leaf.path, until: commit, next: value) }
      }
      return End(path: leaf.path)
    }
  }

  private func leads(_ commit: Int, to other: Int) -> Bool {
    var seen: Set = [commit]
    var pending = [commit]
    while let next = pending.popLast() {
      if next == other { return true }
      pending += world.commits[next].parents.filter { $0 >= other && seen.insert($0).inserted }
    }
    return false
  }

  /// Where a file is after a commit that took it away and brought it under another name.
  private func moved(_ path: String, in number: Int) -> String {
    let commit = world.commits[number]
    guard commit.tree[path] == nil, let parent = commit.parents.first else { return path }
    let before = world.commits[parent].tree
    return commit.tree.keys.sorted().first { new in
      before[new] == nil && RecordLayout.reference(ofPath: new) != nil
        && origin(of: new, in: number, among: [parent])?.1 == path
    } ?? path
  }

  /// What a new file was before: the same name elsewhere, what a trailer says, what shares an
  /// identifier, or, where neither has one, what says the same but for its name.
  private func origin(of path: String, in number: Int, among parents: [Int]? = nil) -> (
    Int, String
  )? {
    let commit = world.commits[number]
    let reference = RecordLayout.reference(ofPath: path)!
    for parent in parents ?? commit.parents {
      let tree = world.commits[parent].tree
      let removed = tree.keys.filter {
        commit.tree[$0] == nil && RecordLayout.reference(ofPath: $0) != nil
      }.sorted()
      if let moved = removed.first(where: { RecordLayout.reference(ofPath: $0) == reference }) {
        return (parent, moved)
      }
      let trailers = commit.message.split(separator: "\n").filter { $0.hasPrefix("Renamed: ") }
        .map { $0.split(separator: " ").dropFirst().compactMap { Reference(String($0)) } }
      if let old = trailers.last(where: { $0.last == reference })?.first {
        if let file = removed.first(where: { RecordLayout.reference(ofPath: $0) == old }) {
          return (parent, file)
        }
        continue
      }
      let found = removed.first { alike(path, commit.tree[path]!, $0, tree[$0]!) }
      if let found { return (parent, found) }
    }
    return nil
  }

  private func alike(_ path: String, _ text: String, _ other: String, _ before: String) -> Bool {
    guard let new = leaves(text, at: path), let old = leaves(before, at: other) else {
      return false
    }
    let (wanted, known) = (identity(text, at: path), identity(before, at: other))
    if !wanted.isDisjoint(with: known) { return true }
    let names = ["id", "name", "class"]
    let substance: ([Leaf]) -> [AttributePath: Value] = { leaves in
      Dictionary(
        uniqueKeysWithValues: leaves.filter { !names.contains($0.path.description) }
          .map { ($0.path, $0.value) }
      )
    }
    return wanted.isEmpty && known.isEmpty && substance(new) == substance(old)
  }

  private func identity(_ text: String, at path: String) -> Set<String> {
    guard let recordClass = recordClass(path), let document = try? Document.parse(Array(text.utf8))
    else { return [] }
    let value = document.value(document.root)
    return Set(
      recordClass.uniqueAttributes.flatMap { pattern, _ in
        recordClass.identifiers(in: value, at: pattern).map { "\(pattern)=\($0)" }
      }
    )
  }

  /// The leaves of a text, nil where it cannot be parsed.
  private func leaves(_ text: String, at path: String) -> [Leaf]? {
    guard let document = try? Document.parse(Array(text.utf8)) else { return nil }
    return document.value(document.root).leaves(keys: recordClass(path)?.listKeys ?? .none)
  }

  private func recordClass(_ path: String) -> RecordClass? {
    RecordLayout.reference(ofPath: path).flatMap {
      IndexClasses.catalogue.recordClass($0.className)
    }
  }
}
