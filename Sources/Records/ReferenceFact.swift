/// What a reference at a place may be to.
struct ReferenceFact: Sendable {
  /// `class/`, as bytes; empty where any class may.
  private let beginnings: [[UInt8]]

  init(allowedClasses: [String]) { beginnings = allowedClasses.map { Array("\($0)/".utf8) } }

  func allows(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    beginnings.isEmpty || beginnings.contains { text.starts(with: $0) }
  }
}
