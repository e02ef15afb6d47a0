internal import Documents
public import Records

/// Writes docs/classes.md: every class with every attribute, as the schemas describe them.
public enum ClassReference {
  /// Returns the page for a catalogue.
  public static func markdown(_ catalogue: ClassCatalogue) -> String {
    var text = """
      # Classes

      What a record of each class holds. This page is written from `schema/` by `make docs`; a test keeps
      it current. **Set by** says whose word counts: people decide a governed attribute, sources may
      set the others. `cmdb schema show CLASS` prints the same, with a repository's own classes.


      """
    let base = catalogue.description(of: "base")
    let inherited = Set(base.attributes.names(below: AttributePath()))
    let classes = catalogue.classNames.compactMap { catalogue.recordClass($0) }
    text += "- [Every record](#every-record)\n"
    for recordClass in classes {
      text += "- [\(recordClass.title)](#\(anchor(recordClass.name))) `\(recordClass.name)`\n"
    }
    text += "\n## Every record\n\n\(base.text)\n\n" + table(base.attributes.all)
    for recordClass in classes {
      let own = recordClass.attributes.all.filter { attribute in
        guard case .name(let name)? = attribute.pattern.segments.first else { return false }
        return !inherited.contains(name)
      }
      text += "\n" + section(recordClass, own: own)
    }
    return text
  }

  private static func section(_ recordClass: RecordClass, own: [AttributeDescription]) -> String {
    var text = "## \(recordClass.name)\n\n\(recordClass.text)\n\n"
    if let family = recordClass.family { text += "Family: \(family). " }
    if let lifecycle = recordClass.lifecycle { text += "Lifecycle: \(lifecycle.name). " }
    let identity = recordClass.identity.map { set in set.map { "\($0)" }.joined(separator: " + ") }
    if !identity.isEmpty { text += "Found by: \(identity.joined(separator: "; else ")).\n" }
    text += "\nBesides what every record has:\n\n" + table(own)
    if let example = recordClass.examples.first {
      let yaml = YAMLWriter.text(
        of: example,
        order: recordClass.keyOrder,
        keys: recordClass.listKeys
      )
      text += "\n```yaml\n\(String(decoding: yaml, as: UTF8.self))```\n"
    }
    return text
  }

  private static func table(_ attributes: [AttributeDescription]) -> String {
    var text = "| attribute | type | set by | meaning |\n|---|---|---|---|\n"
    for attribute in attributes {
      // An item of a list is described where the list is.
      if case .item? = attribute.pattern.last { continue }
      text += "| \(name(attribute)) | \(type(attribute)) | "
      text += "\(attribute.isGoverned ? "people" : "sources") | \(meaning(attribute)) |\n"
    }
    return text
  }

  private static func name(_ attribute: AttributeDescription) -> String {
    "`\(attribute.pattern)`" + (attribute.isRequired ? " (required)" : "")
  }

  private static func type(_ attribute: AttributeDescription) -> String {
    if let classes = attribute.referencedClasses {
      return classes.isEmpty ? "reference" : "reference: \(classes.joined(separator: ", "))"
    }
    let words = attribute.allowedValues.compactMap(\.scalarText)
    if !words.isEmpty { return words.joined(separator: ", ") }
    return attribute.format ?? attribute.types.joined(separator: " or ")
  }

  private static func meaning(_ attribute: AttributeDescription) -> String {
    (attribute.text ?? attribute.title ?? "").replacing("|", with: "\\|")
      .replacing("\n", with: " ")
  }

  private static func anchor(_ title: String) -> String { title.lowercased() }
}
