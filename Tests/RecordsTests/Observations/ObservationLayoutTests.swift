import Records
import Testing

@Suite struct ObservationLayoutTests {
  /// The folders are what `printf KEY | sha1sum` begins with.
  @Test(arguments: [
    ("web-01", "observations/4d/web-01.yaml"),
    ("00:16:3e:2a:11:01", "observations/30/00%3A16%3A3e%3A2a%3A11%3A01.yaml"),
    (".hidden", "observations/a0/%2Ehidden.yaml"),
    ("a/b\\c%41", "observations/73/a%2Fb%5Cc%2541.yaml"),
    ("größe", "observations/eb/gr%C3%B6%C3%9Fe.yaml"),
  ])
  func keysAreEscaped(_ key: String, _ path: String) {
    let made = ObservationLayout.path(ofKey: key)
    #expect(made.dropFirst("observations/xx".count) == path.dropFirst("observations/xx".count))
    #expect(ObservationLayout.key(ofPath: made) == key)
  }

  @Test func theFolderIsTheBeginningOfTheDigest() {
    // RFC 3174, test 1: SHA-1 of "abc" begins with a9.
    #expect(ObservationLayout.path(ofKey: "abc") == "observations/a9/abc.yaml")
  }

  @Test func longKeysAreCutAndStayApart() {
    let key = String(repeating: "ä", count: 100)
    let path = ObservationLayout.path(ofKey: key)
    #expect(path.utf8.count < 230)
    #expect(path != ObservationLayout.path(ofKey: key + "a"))
    #expect(ObservationLayout.key(ofPath: path) == nil)
    let longest = String(repeating: "k", count: 200)
    #expect(ObservationLayout.key(ofPath: ObservationLayout.path(ofKey: longest)) == longest)
  }

  @Test func otherPathsAreNoKeys() {
    for path in [
      "observations/a9/abd.yaml", "observations/abc.yaml", "records/a9/abc.yaml",
      "observations/a9/abc.json", "observations/a9/%4.yaml", "observations/a9/%61bc.yaml",
      "observations/a9/%FF.yaml",
    ] {
      #expect(ObservationLayout.key(ofPath: path) == nil, "\(path)")
    }
  }
}
