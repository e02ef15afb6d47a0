public import Documents

/// A comment that both sides wrote anew, each in another way.
public struct CommentConflict: Sendable, Hashable {
  /// The attribute that the comment is about; nil at the end of the text.
  public let attribute: AttributePath?
  /// The comment that both started from, with its `#`.
  public let base: String
  /// Our comment.
  public let ours: String
  /// Their comment.
  public let theirs: String
}

/// Carries comments that one side wrote into the text of the other.
///
/// What stood in the common ancestor is not new. A comment whose attribute is gone, or that stands at
/// the end, goes to the end of the record: no comment is lost.
struct CommentCarrier {
  /// What came out.
  struct Result {
    /// The text with their comments; ours stand where both wrote one anew.
    var text: [UInt8]
    /// The comments that both sides wrote anew.
    var conflicts: [CommentConflict] = []
  }

  let keys: ListKeys

  /// Returns `text` with the comments of `theirs` that neither `base` nor `text` has, and without
  /// those of `base` that `theirs` took out or wrote anew. With `isWanted`, only comments of the
  /// attributes for which it holds are carried.
  func carry(
    from base: [UInt8],
    _ theirs: [UInt8],
    into text: [UInt8],
    where isWanted: ((AttributePath) -> Bool)? = nil
  ) -> Result {
    let values = (try? Document.parse(text)).map { $0.value($0.root) }
    var result = Result(text: text)
    // A comment beside a text of several lines would become part of it.
    for aside in [false, true] {
      result = carry(from: base, theirs, into: text, aside: aside, where: isWanted)
      if result.text == text { break }
      let outcome = (try? Document.parse(result.text)).map { $0.value($0.root) }
      if outcome == values { break }
    }
    return result
  }

  /// Returns the text with their side of the conflicts.
  func takingTheirs(_ conflicts: [CommentConflict], in text: [UInt8]) -> [UInt8] {
    var result = CommentedText(text, keys: keys)
    for conflict in conflicts {
      let place = result.comments.first {
        $0.attribute == conflict.attribute && $0.text == conflict.ours
      }
      if let place { result.replace(place, with: conflict.theirs) }
    }
    return result.text
  }

  private func carry(
    from base: [UInt8],
    _ theirs: [UInt8],
    into text: [UInt8],
    aside: Bool,
    where isWanted: ((AttributePath) -> Bool)?
  ) -> Result {
    let baseComments = CommentedText(base, keys: keys).comments
    let known = Set(baseComments.map(\.text))
    let theirComments = CommentedText(theirs, keys: keys).comments
    let kept = Set(theirComments.map(\.text))
    var result = CommentedText(text, keys: keys)
    let present = Set(result.comments.map(\.text))
    var new = theirComments.filter { comment in
      guard !known.contains(comment.text), !present.contains(comment.text) else { return false }
      return isWanted.map { comment.attribute.map($0) ?? false } ?? true
    }
    let old = result.comments.filter { known.contains($0.text) && !kept.contains($0.text) }
    if new.isEmpty, old.isEmpty { return Result(text: text) }
    var conflicts: [CommentConflict] = []
    var ourNew = result.comments.filter { !known.contains($0.text) && !kept.contains($0.text) }
    for comment in baseComments
    where !present.contains(comment.text) && !kept.contains(comment.text) {
      guard let their = new.firstIndex(where: { $0.isInPlace(of: comment) }),
        let our = ourNew.firstIndex(where: { $0.isInPlace(of: comment) })
      else { continue }
      conflicts.append(
        CommentConflict(
          attribute: comment.attribute,
          base: comment.text,
          ours: ourNew.remove(at: our).text,
          theirs: new.remove(at: their).text
        )
      )
    }
    // A comment that was written anew stands where the old one stood.
    var gone: [CommentedText.Comment] = []
    for comment in old {
      guard let place = new.firstIndex(where: { $0.isInPlace(of: comment) }) else {
        gone.append(comment)
        continue
      }
      result.replace(comment, with: new.remove(at: place).text)
    }
    for comment in gone.reversed() { result.remove(comment) }
    result = CommentedText(result.text, keys: keys)
    for comment in new { result.insert(comment, aside: aside) }
    return Result(text: result.text, conflicts: conflicts)
  }
}
