internal import ArgumentParser
internal import Documents
internal import Records

/// `cmdb diff-driver`: what git calls to show a record as text that compares by attribute.
struct DiffDriver: Command {
  static let configuration = CommandConfiguration(
    abstract: "Write a record as one line an attribute; git's textconv calls it.",
    discussion: Prose.filled(
      """
      With it `git diff` and `git log -p` show changes by attribute: a line that was moved or
      reformatted does not differ.

      Exit status: 0 written, 2 usage, 3 the file cannot be read.
      """
    )
  )

  @Argument(help: "The file that git made of the blob.") var file: String

  func run(in context: CommandContext) throws -> ExitStatus {
    let content = try InputFile.content(context.absolute(file))
    guard let document = try? Document.parse(content), document.kind(document.root) == .map else {
      // Git shows what comes from here, on a terminal too.
      context.terminal.print(String(decoding: content, as: UTF8.self).trimmingFinalNewline)
      return .success
    }
    let value = document.value(document.root)
    let name = value["class"]?.stringValue ?? ""
    let recordClass = try Schema.catalogue(context, at: nil).recordClass(name)
    for leaf in value.leaves(keys: recordClass?.listKeys ?? .none) {
      context.terminal.print("\(leaf.path): \(ValueText.phrase(leaf.value))")
    }
    return .success
  }
}
