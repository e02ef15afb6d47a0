/// Looks for tabs where they may not stand.
///
/// A tab is allowed in quoted scalars, in the lines of block scalars and in comments. libyaml takes
/// it as white space between tokens as well.
enum TabCheck {
  static func check(_ builder: borrowing TreeBuilder) throws(DocumentError) {
    let source = builder.source
    var position = 0
    for index in 0..<builder.count {
      let node = builder[index]
      guard node.kind != .list, node.kind != .map, node.end > node.start else { continue }
      try refuseTab(Gap(source, position..<Int(node.start)), builder)
      position = Int(node.end)
      switch node.style {
      case .plain: try refuseTab(Gap(source, Int(node.start)..<position), builder)
      case .literal, .folded:
        var headerEnd = Int(node.start)
        while headerEnd < position, source[headerEnd] != UInt8(ascii: "\n") { headerEnd += 1 }
        try refuseTab(Gap(source, Int(node.start)..<headerEnd), builder)
      default: break
      }
    }
    try refuseTab(Gap(source, position..<source.count), builder)
  }

  private static func refuseTab(
    _ gap: Gap,
    _ builder: borrowing TreeBuilder
  ) throws(DocumentError) {
    if let offset = gap.first(UInt8(ascii: "\t")) { throw error(at: offset, in: gap.source) }
  }

  static func error(at offset: Int, in source: UnsafeBufferPointer<UInt8>) -> DocumentError {
    DocumentError(
      kind: .tab,
      message: "a tab stands outside quotes and comments",
      at: offset,
      in: source,
      help: "use spaces"
    )
  }
}
