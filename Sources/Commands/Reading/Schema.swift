internal import ArgumentParser
internal import Documents
internal import Git
internal import Records
internal import Snapshots

/// `cmdb schema`: the classes and what their attributes mean.
struct Schema: Command {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "List the classes, or show what one describes.",
    subcommands: [SchemaList.self, SchemaShow.self]
  )

  func run(in context: CommandContext) throws -> ExitStatus {
    throw CommandFailure(
      .usage,
      "schema needs ls or show",
      remedy: "cmdb schema ls, or cmdb schema show server"
    )
  }

  /// The classes in force: those of the repository that the folder is in, else the program's own.
  static func catalogue(
    _ context: CommandContext,
    at moment: String?,
    withoutIndex: Bool = false
  ) throws -> ClassCatalogue {
    let workspace: Workspace
    do {
      workspace = try Workspace(context, withoutIndex: withoutIndex)
    } catch is GitError where moment == nil {
      return ClassCatalogue(Workspace.builtInSchemas)
    }
    return try workspace.snapshot(at: moment).catalogue
  }
}

/// `cmdb schema ls`: the classes.
struct SchemaList: Command {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List the classes."
  )

  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let catalogue = try Schema.catalogue(
      context,
      at: options.at,
      withoutIndex: options.withoutIndex
    )
    var rows = Rows(columns: ["class", "title", "family", "lifecycle", "origin"])
    for name in catalogue.classNames {
      guard let recordClass = catalogue.recordClass(name) else { continue }
      let origins = catalogue.files(of: name).map {
        $0.origin == .builtIn ? "built-in" : "repository"
      }
      rows.append(
        [
          name, recordClass.title, recordClass.family ?? "", recordClass.lifecycle?.name ?? "",
          origins.joined(separator: " + "),
        ],
        .map([
          "class": .string(name), "title": .string(recordClass.title),
          "description": .string(recordClass.text), "family": Shape.text(recordClass.family),
          "lifecycle": Shape.text(recordClass.lifecycle?.name),
          "origin": .list(origins.map { .string($0) }),
        ])
      )
    }
    rows.print(as: options.format, to: context.terminal)
    return .success
  }
}

/// `cmdb schema show`: what a class describes.
struct SchemaShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a class, or a format such as source, describes.",
    discussion: Prose.filled(
      """
      A table lists every attribute; --format yaml prints the schema itself.

        cmdb schema show server
        cmdb schema show source --format yaml
      """
    )
  )

  @Argument(help: "The class, or a format: base, cmdb, source, policy, lifecycle, observation.")
  var name: String
  @OptionGroup var options: ReadOptions

  func run(in context: CommandContext) throws -> ExitStatus {
    let catalogue = try Schema.catalogue(
      context,
      at: options.at,
      withoutIndex: options.withoutIndex
    )
    let files = catalogue.files(of: name)
    guard !files.isEmpty else {
      throw RecordArgument.missingClass(
        name,
        in: catalogue.classNames + ClassCatalogue.formats
      )
    }
    if options.format == .yaml {
      for (offset, file) in files.enumerated() {
        if offset > 0 { context.terminal.print("---") }
        context.terminal.print(String(decoding: file.source, as: UTF8.self).trimmingFinalNewline)
      }
      return .success
    }
    let description = catalogue.description(of: name)
    var rows = Rows(columns: ["attribute", "type", "set by", "title"])
    for attribute in description.attributes.all {
      rows.append(
        [
          attribute.pattern.description, attribute.typeText,
          attribute.isGoverned ? "people" : "sources", attribute.title ?? "",
        ],
        attribute.shape
      )
    }
    if options.format == .table {
      context.terminal.print("\(description.name): \(description.title)")
      if !description.text.isEmpty { context.terminal.print(description.text) }
      context.terminal.print()
    }
    rows.print(as: options.format, to: context.terminal)
    return .success
  }
}

extension AttributeDescription {
  /// The type for a cell of a table: what JSON Schema says, and what a reference points to.
  fileprivate var typeText: String {
    if let classes = referencedClasses {
      return classes.isEmpty ? "reference" : "→ \(classes.joined(separator: ", "))"
    }
    if !allowedValues.isEmpty { return "one of \(allowedValues.count)" }
    return format ?? types.joined(separator: " or ")
  }

  /// The attribute as `--format json` prints it.
  fileprivate var shape: Value {
    .map([
      "attribute": .string(pattern.description), "title": Shape.text(title),
      "description": Shape.text(text), "types": .list(types.map { .string($0) }),
      "format": Shape.text(format), "values": .list(allowedValues), "governed": .bool(isGoverned),
      "required": .bool(isRequired),
      "references": referencedClasses.map { .list($0.map { .string($0) }) } ?? .null,
    ])
  }
}
