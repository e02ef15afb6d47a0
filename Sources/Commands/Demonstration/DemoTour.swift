/// Shows the sample repository round: what to type, and what it prints.
struct DemoTour {
  private let context: CommandContext
  private let shownFolder: String

  init(_ context: CommandContext, shownFolder: String) {
    self.context = context
    self.shownFolder = shownFolder
  }

  /// Prints the tour.
  func show() {
    let terminal = context.terminal
    terminal.print(
      "A small company's inventory, made in \(shownFolder): plain YAML files in git.\n"
    )
    for stop in DemoStory.tour {
      terminal.printRaw(terminal.bold("# \(stop.remark)") + "\n")
      terminal.printRaw("$ cmdb \(stop.words.map(Self.quoted).joined(separator: " "))\n")
      var inside = context
      inside.terminal = Terminal(
        output: terminal.output,
        errors: terminal.output,
        isInteractive: terminal.isInteractive,
        hasColour: terminal.hasColour,
        width: terminal.width
      )
      inside.now = DemoStory.end
      _ = Program.run(stop.words, in: inside)
      terminal.print()
    }
    terminal.print("Go on: cd \(shownFolder) && cmdb ls class=server, or read README.md there.")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-_./=,:@".utf8.contains(byte)
      }
    }
    return isPlain && !word.isEmpty ? word : "'\(word)'"
  }
}
