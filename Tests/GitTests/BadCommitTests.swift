import Git
import TestSupport
import Testing

/// Commits that a broken clock, another program or somebody's hand wrote.
@Suite struct BadCommitTests {
  private let builder = RepositoryBuilder()
  private static let tree = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"

  private func write(_ bytes: [UInt8]) throws -> (repository: Repository, id: ObjectID) {
    let result = try ChildProcess.run(
      [
        "git", "-C", builder.path, "hash-object", "-t", "commit", "-w", "--literally", "--stdin",
      ],
      environment: Shell.environment,
      input: bytes
    )
    let id = try #require(ObjectID(hex: String(decoding: result.output, as: UTF8.self).trimmed))
    return (try Repository.open(at: builder.path), id)
  }

  private func read(_ bytes: [UInt8]) throws -> Commit {
    let (repository, id) = try write(bytes)
    return try repository.readCommit(id)
  }

  @Test(
    arguments: [
      ("ISO-8859-1", [0xE9, 0xA4], "é¤"), ("latin1", [0xFC], "ü"), ("iso8859_15", [0xA4], "€"),
      ("ISO-8859-15", [0xBC, 0xBD, 0xE9], "Œœé"), ("Windows-1252", [0x80, 0x93, 0xFC], "€“ü"),
      ("CP1252", [0x81, 0x8E], "\u{FFFD}Ž"), ("UTF-8", [0xC3, 0xA9], "é"),
      ("KOI8-R", [0xC1], "\u{FFFD}"), ("nonsense", [0xFF, 0x41], "\u{FFFD}A"),
    ] as [(String, [UInt8], String)]
  )
  func namesAndMessagesAreDecoded(_ encoding: String, _ bytes: [UInt8], _ text: String) throws {
    var commit = Array((Self.tree + "author J").utf8) + bytes
    commit += Array(" <j@x> 1 +0000\ncommitter J <j@x> 1 +0000\nencoding \(encoding)\n\n".utf8)
    let read = try read(commit + bytes + [10])
    #expect(read.author.name == "J" + text)
    #expect(read.author.email == "j@x")
    #expect(read.message == text + "\n")
  }

  /// What the tables say is what git says, wherever git has a converter.
  @Test(arguments: ["ISO-8859-1", "ISO-8859-15", "WINDOWS-1252"])
  func everyByteIsWhatGitReads(_ encoding: String) throws {
    let bytes = (UInt8(0xA0)...0xFF).filter { $0 != 0xA0 && $0 != 0xAD }
    var commit = Array((Self.tree + "author J <j@x> 1 +0000\ncommitter J <j@x> 1 +0000\n").utf8)
    commit += Array("encoding \(encoding)\n\n".utf8) + bytes + [10]
    let (repository, id) = try write(commit)
    let known = builder.git(["log", "-1", "--encoding=UTF-8", "--format=%B", id.hex]).output
    #expect(try repository.readCommit(id).message.trimmed == known.trimmed)
  }

  @Test(arguments: ["UTF-16", "UTF-16LE", "UTF-16BE"])
  func messagesInUTF16AreDecoded(_ encoding: String) throws {
    let isBig = encoding == "UTF-16BE"
    let text = "Größe €\n".utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBig ? [high, low] : [low, high]
    }
    let head =
      Self.tree + "author Jön <j@x> 1 +0000\ncommitter J <j@x> 1 +0000\nencoding \(encoding)\n\n"
    let mark: [UInt8] = encoding == "UTF-16" ? [0xFF, 0xFE] : []
    let read = try read(Array(head.utf8) + mark + text)
    #expect(read.author.name == "Jön")
    #expect(read.message == "Größe €\n")
    #expect(try self.read(Array(head.utf8) + mark + text + [0]).message.hasPrefix("Größe"))
  }

  /// Both readers of a commit see the same time, and it is one that a calendar can write.
  @Test(
    arguments: [
      ("0", 0), ("1764000000", 1_764_000_000), ("-86400", -86_400), ("4294967296", 4_294_967_296),
      ("253402300799", 253_402_300_799), ("253402300800", 253_402_300_799),
      ("9223372036854775807", 253_402_300_799), ("9223372036854775808", 253_402_300_799),
      ("99999999999999999999999999", 253_402_300_799), ("-99999999999999999999", -62_167_219_200),
      ("x", 0), ("", 0), ("-", 0), ("12x", 12),
    ] as [(String, Int64)]
  )
  func timesAreThoseOfACalendar(_ text: String, _ time: Int64) throws {
    let who = "J <j@x> \(text) +0000\n"
    let (repository, id) = try write(
      Array((Self.tree + "author \(who)committer \(who)\nmessage\n").utf8)
    )
    let commit = try repository.readCommit(id)
    #expect(commit.committer.time == time)
    #expect(commit.author.time == time)
    #expect(try repository.readCommitNode(id).time == time)
  }
}
