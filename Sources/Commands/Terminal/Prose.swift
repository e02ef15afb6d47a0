/// Text for people, as it stands in the source.
enum Prose {
  /// Returns the text with the lines of each paragraph joined, so that whoever prints it breaks them
  /// where the terminal ends; indented lines, such as examples, stay lines.
  static func filled(_ text: String) -> String {
    var lines: [String] = []
    var isOpen = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isParagraph = !line.isEmpty && !line.hasPrefix(" ")
      if isOpen, isParagraph, let last = lines.popLast() {
        lines.append(last + " " + line)
      } else {
        lines.append(String(line))
      }
      isOpen = isParagraph
    }
    return lines.joined(separator: "\n")
  }
}
