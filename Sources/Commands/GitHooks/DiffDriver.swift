internal import ArgumentParser
internal import Documents
internal import Git
internal import Records

/// `cmdb diff-driver`: what git calls to show a record as text that compares by attribute.
struct DiffDriver: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff-driver",
    abstract: "Write a record as one line an attribute; git's textconv calls it.",
    discussion: Prose.filled(
      """
      With it `git diff` and `git log -p` show changes by attribute: a line that was moved or
      reformatted does not differ. What is no record is shown as it is, below a line that says so.

      Exit status: 0 written, 2 usage, 3 the file cannot be read.
      """
    )
  )

  @Argument(help: "The file that git made of the blob.") var file: String

  func run(in context: CommandContext) throws -> ExitStatus {
    let content = try InputFile.content(context.absolute(file))
    do throws(DocumentError) {
      let document = try Document.parse(content)
      guard document.kind(document.root) == .map else {
        show(content, because: "it is no map", context.terminal)
        return .success
      }
      show(document.value(document.root), context)
    } catch {
      show(content, because: "\(error)", context.terminal)
    }
    return .success
  }

  private func show(_ value: Value, _ context: CommandContext) {
    // Git gives up the whole answer where its driver fails, so schemas that are broken do not matter.
    let catalogue =
      (try? Schema.catalogue(context, at: nil)) ?? ClassCatalogue(Workspace.builtInSchemas)
    let recordClass = catalogue.recordClass(value["class"]?.stringValue ?? "")
    let leaves = value.leaves(keys: recordClass?.listKeys ?? .none)
    for leaf in (recordClass?.keyOrder ?? .none).sorted(leaves) {
      context.terminal.print("\(leaf.path): \(ValueText.phrase(leaf.value))")
    }
  }

  /// Shows what is no record; git shows what comes from here, on a terminal too.
  private func show(_ content: [UInt8], because reason: String, _ terminal: Terminal) {
    if content.isEmpty { return }
    if content.contains(0) {
      let id = ObjectID.hash(.blob, content)
      terminal.print("# no record: binary, \(content.count) bytes, blob \(id)")
      return
    }
    terminal.print("# no record: \(reason)")
    terminal.print(String(decoding: content, as: UTF8.self).trimmingFinalNewline)
  }
}
