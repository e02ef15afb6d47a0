internal import Git

/// One reference that a push moves.
struct RefUpdate: Hashable {
  /// The reference at the receiving end.
  let name: String
  /// Where it stands, zero where it does not exist.
  let old: ObjectID
  /// Where it shall stand, zero where it shall go.
  let new: ObjectID

  /// Reads the lines that git hands `pre-receive`: old, new, name.
  static func received(_ input: [UInt8]) throws -> [RefUpdate] {
    try words(input).map { words in
      guard words.count == 3, let old = ObjectID(hex: words[0]), let new = ObjectID(hex: words[1])
      else { throw unreadable(words) }
      return RefUpdate(name: words[2], old: old, new: new)
    }
  }

  /// Reads the lines that git hands `pre-push`: local name, local id, remote name, remote id.
  static func pushed(_ input: [UInt8]) throws -> [RefUpdate] {
    try words(input).map { words in
      guard words.count == 4, let new = ObjectID(hex: words[1]), let old = ObjectID(hex: words[3])
      else { throw unreadable(words) }
      return RefUpdate(name: words[2], old: old, new: new)
    }
  }

  /// What cannot be judged is not let through.
  private static func unreadable(_ words: [String]) -> CommandFailure {
    CommandFailure(
      .usage,
      "standard input is not what git hands the hook",
      at: words.joined(separator: " "),
      remedy: "let git call the hook"
    )
  }

  private static func words(_ input: [UInt8]) -> [[String]] {
    String(decoding: input, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
  }
}
