import TestSupport
import Testing

@testable import Documents

/// What must hold for every text and every edit.
@Suite struct EditPropertyTests {
  @Test func editedTextReadsAsEditedValue() {
    var made = 0
    Cases.forEach("edits", 20_000) { generator, seed in
      let text = RandomText.make(&generator)
      guard let document = try? Document.parse(text) else { return }
      let value = document.value(document.root)
      let edit = RandomEdit.make(&generator, for: value)
      made += 1
      guard let failure = Self.failure(text, [edit]) else { return }
      let small = Shrinking.shrunk(text) { Self.failure($0, [edit]) != nil }
      Issue.record(
        """
        SEED=\(seed): \(failure)
        \(edit)
        \(String(decoding: text, as: UTF8.self).debugDescription)
        shrunk: \(Self.failure(small, [edit]) ?? "")
        \(String(decoding: small, as: UTF8.self))
        """
      )
    }
    print("edits of \(made) documents")
  }

  @Test func severalEditsTogether() {
    Cases.forEach("several edits", 4_000) { generator, seed in
      let text = RandomText.make(&generator)
      guard let document = try? Document.parse(text) else { return }
      let value = document.value(document.root)
      let edits = (0..<1 + generator.below(5)).map { _ in
        RandomEdit.make(&generator, for: value)
      }
      guard let failure = Self.failure(text, edits, checksComments: false) else { return }
      let small = Shrinking.shrunk(text) {
        Self.failure($0, edits, checksComments: false) != nil
      }
      Issue.record(
        """
        SEED=\(seed): \(failure)
        \(edits)
        shrunk: \(Self.failure(small, edits, checksComments: false) ?? "")
        \(String(decoding: small, as: UTF8.self))
        """
      )
    }
  }

  /// Says what is wrong with the edits of the text, or nil.
  static func failure(
    _ text: [UInt8],
    _ edits: [DocumentEdit],
    checksComments: Bool = true
  ) -> String? {
    guard let document = try? Document.parse(text) else { return nil }
    let value = document.value(document.root)
    guard
      let expected = try? value.applying(edits, keys: RandomEdit.keys, order: RandomEdit.order)
    else {
      let made = try? document.applying(edits, keys: RandomEdit.keys, order: RandomEdit.order)
      return made == nil ? nil : "the text can be edited, the value cannot"
    }
    let edited: [UInt8]
    do throws(EditError) {
      edited = try document.applying(edits, keys: RandomEdit.keys, order: RandomEdit.order)
    } catch {
      return "\(error) [\(error.kind)]"
    }
    guard let result = try? Document.parse(edited) else { return "the result is no document" }
    if result.value(result.root) != expected {
      return "the result has another value: \(String(decoding: edited, as: UTF8.self))"
    }
    if expected == value && edits.count == 1 && edited != text {
      return "an edit without effect changed the text"
    }
    return checksComments ? lostComments(document, result, edits[0]) : nil
  }

  private static func lostComments(
    _ document: Document,
    _ result: Document,
    _ edit: DocumentEdit
  ) -> String? {
    let comments = CommentScan.comments(of: document)
    let kept = Set(CommentScan.texts(CommentScan.comments(of: result), of: result.source))
    let resolver = EditResolver(keys: RandomEdit.keys, order: RandomEdit.order)
    let value = document.value(document.root)
    guard let change = try? resolver.change(for: edit, of: value) else { return nil }
    if let moved = touchedElsewhere(document, result, change) { return moved }
    let gone = removedPart(document, change)
    for comment in comments where !gone.contains(comment.lowerBound) {
      let text = CommentScan.texts([comment], of: document.source)[0]
      if !kept.contains(text) {
        return "lost \(text) in \(String(decoding: result.source, as: UTF8.self))"
      }
    }
    return nil
  }

  /// Says what was changed outside of the lines of the attribute, or nil.
  private static func touchedElsewhere(
    _ document: Document,
    _ result: Document,
    _ change: TreeChange
  ) -> String? {
    let (old, new) = (document.source, result.source)
    let editor = TextEditor(document, keys: RandomEdit.keys, order: RandomEdit.order)
    var same = 0
    while same < min(old.count, new.count), old[same] == new[same] { same += 1 }
    var tail = 0
    while tail < min(old.count, new.count), old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    let allowed: Range<Int>
    if case .insertEntry(_, _, _, let value) = change, value.json().contains("\\n") { return nil }
    if case .insertItem(_, _, let value) = change, value.json().contains("\\n") { return nil }
    switch change {
    case .remove(let place, _), .replace(let place, _):
      let spot = editor.spot(place)
      let start = spot.container.map { editor.childStart($0, spot.offset) } ?? 0
      let end = document.range(of: spot.node).upperBound
      // Comments and blank lines below may have to be kept out of a block scalar.
      let after = old[min(end, old.count)...].split(
        separator: UInt8(ascii: "\n"),
        omittingEmptySubsequences: false
      )
      var run = editor.lines.nextLine(max(start, end))
      for line in after.dropFirst() {
        let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }
        guard first == nil || first == UInt8(ascii: "#") else { break }
        run = min(old.count, run + line.count + 1)
      }
      // A comma on a line below belongs to what stands before it.
      if let container = spot.container, !editor.isBlock(container) {
        let isLast = spot.offset == document.count(container) - 1
        let next =
          isLast
          ? document.range(of: container).upperBound
          : editor.childStart(container, spot.offset + 1)
        run = max(run, editor.lines.nextLine(next))
      }
      // Beside a dash the second child moves up.
      if let container = spot.container, spot.offset == 0, document.count(container) > 1,
        editor.isBlock(container), !editor.lines.startsLine(start)
      {
        run = max(run, editor.lines.nextLine(editor.childStart(container, 1)))
      }
      allowed = editor.lines.lineStart(start)..<max(start, run)
    case .insertEntry(let place, _, _, _), .insertItem(let place, _, _):
      let spot = editor.spot(place)
      if editor.isBlock(spot.node), old.last == UInt8(ascii: "\n") {
        return same + tail >= old.count ? nil : "more was changed than one place"
      }
      let start = spot.container.map { editor.childStart($0, spot.offset) } ?? 0
      allowed = editor.lines.lineStart(start)..<old.count
    }
    if same < allowed.lowerBound { return "changed before the attribute, at offset \(same)" }
    let isUntouched = tail >= old.count - allowed.upperBound
    return isUntouched
      ? nil : "changed after the attribute: \(String(decoding: new, as: UTF8.self))"
  }

  /// The bytes that may go: from the start of what is removed or replaced to the end of its line.
  private static func removedPart(_ document: Document, _ change: TreeChange) -> Range<Int> {
    let editor = TextEditor(document, keys: RandomEdit.keys, order: RandomEdit.order)
    switch change {
    case .replace(let place, _):
      let range = document.range(of: editor.spot(place).node)
      return range.lowerBound..<editor.lines.lineEnd(range.upperBound)
    case .remove(let place, _):
      let spot = editor.spot(place)
      guard let container = spot.container else { return 0..<0 }
      let start = editor.childStart(container, spot.offset)
      let end = editor.childEnd(container, spot.offset)
      return start..<max(start, editor.lines.lineEnd(end))
    case .insertEntry, .insertItem: return 0..<0
    }
  }
}
