internal import Diagnostics
internal import Documents
internal import JSONSchema
internal import Records

/// What a file of settings must be beyond its schema: what stands in it as text can be read.
enum SettingsMeaning {
  static func objections(to file: SettingsFile, in context: ValidationContext) -> [Finding] {
    switch file.format {
    case "policy": policy(file, context)
    case "source": source(file, context)
    case "lifecycle": lifecycle(file)
    default: []
    }
  }

  // MARK: policy/

  private static func policy(_ file: SettingsFile, _ context: ValidationContext) -> [Finding] {
    var findings: [Finding] = []
    for list in ["authority", "approvals", "standards"] {
      for offset in 0..<(file.value[list]?.listValue?.count ?? 0) {
        for name in ["match", "require"] {
          let node = file.node([.name(list), .item(offset), .name(name)])
          guard file.document.kind(node) == .string else { continue }
          findings += query(file.document.text(node), at: node, file, context)
        }
      }
    }
    for (offset, standard) in (file.value["standards"]?.listValue ?? []).enumerated() {
      guard let assertion = standard["assert"] else { continue }
      let id = standard["id"]?.stringValue ?? "\(offset)"
      let start = file.node([.name("standards"), .item(offset), .name("assert")])
      switch Standard.compile(assertion, id: id, catalogue: context.catalogue) {
      case .failure(let error):
        let node = SchemaPlace.node(error.location, in: file.document, from: start)
        findings.append(file.finding(SettingsFollowSchema.self, at: node, error.message))
      case .success:
        let slips = SchemaKeywords(file: file, context: context).objections(to: start)
        let misshapes = try? SchemaCanBeUsed.misshapes(of: start, in: file, context)
        findings += slips.isEmpty ? misshapes ?? [] : slips
      }
    }
    return findings + idlePatterns(file, context) + repeatedStandards(file)
  }

  /// Patterns of attributes that no record can have.
  private static func idlePatterns(_ file: SettingsFile, _ context: ValidationContext) -> [Finding]
  {
    ["authority", "approvals"].flatMap { list in
      (file.value[list]?.listValue ?? []).enumerated().flatMap { offset, entry in
        let query = entry["match"]?.stringValue.flatMap { try? Query(parsing: $0) }
        let classes = query?.requiredClasses?.filter(context.catalogue.hasClass)
        return (entry["attributes"]?.texts ?? []).enumerated().compactMap { position, text in
          AttributePattern(text).objection(in: context.catalogue, ofClasses: classes).map {
            file.finding(
              SettingsFollowSchema.self,
              at: file.node([
                .name(list), .item(offset), .name("attributes"), .item(position),
              ]),
              $0.message,
              help: $0.remedy
            )
          }
        }
      }
    }
  }

  private static func repeatedStandards(_ file: SettingsFile) -> [Finding] {
    var seen: Set<String> = []
    return (file.value["standards"]?.listValue ?? []).enumerated().compactMap { offset, standard in
      guard let id = standard["id"]?.stringValue, !seen.insert(id).inserted else { return nil }
      return file.finding(
        SettingsFollowSchema.self,
        at: file.node([.name("standards"), .item(offset), .name("id")]),
        "two standards are called \(id)",
        help: "give one of them another id"
      )
    }
  }

  /// A query that cannot be read, or could only ever answer nothing.
  private static func query(
    _ text: String,
    at node: NodeIndex,
    _ file: SettingsFile,
    _ context: ValidationContext
  ) -> [Finding] {
    var what = "cannot be read"
    do throws(QueryError) {
      let query = try QueryText(parsing: text)
      what = "answers nothing"
      try query.check(against: context.catalogue, today: context.day)
      return []
    } catch {
      return [
        file.finding(
          SettingsFollowSchema.self,
          at: node,
          "the query \(what): \(error.message)",
          help: "at character \(error.offset + 1) of: \(text)"
        )
      ]
    }
  }

  // MARK: sources/

  private static func source(_ file: SettingsFile, _ context: ValidationContext) -> [Finding] {
    let name = String(file.path.dropFirst("sources/".count).dropLast(".yaml".count))
    let definition = SourceDefinition(name: name, file: file.value)
    var findings = definition.objections.map { objection in
      let node = file.document.node(at: objection.attribute, keys: file.description.listKeys)
      return file.finding(
        SettingsFollowSchema.self,
        at: node ?? file.document.root,
        objection.message.split(separator: "\n").first.map(String.init) ?? objection.message
      )
    }
    if let said = file.value["source"]?.stringValue, said != name {
      findings.append(
        file.finding(
          SettingsFollowSchema.self,
          at: file.node([.name("source")]),
          "the source is \(said), but the file is called \(name)",
          help: "write source: \(name), or git mv the file to sources/\(said).yaml"
        )
      )
    }
    return findings + unknownFormat(file, context) + unknownClasses(file, context)
  }

  /// A slip in the name of a connector. A name that is like none may be that of a door of the server.
  private static func unknownFormat(_ file: SettingsFile, _ context: ValidationContext) -> [Finding]
  {
    let prefix = "connectors/"
    let known = context.catalogue.allFiles.map(\.name).filter { $0.hasPrefix(prefix) }
      .map { String($0.dropFirst(prefix.count)) }
    guard let format = file.value["format"]?.stringValue, !known.contains(format),
      let nearest = NearestName.of(format, in: known)
    else { return [] }
    return [
      file.finding(
        SettingsFollowSchema.self,
        at: file.node([.name("format")]),
        "there is no connector \(format)",
        help: "did you mean \(nearest)?"
      )
    ]
  }

  private static func unknownClasses(_ file: SettingsFile, _ context: ValidationContext)
    -> [Finding]
  {
    (file.value["classes"]?.listValue ?? []).enumerated().compactMap { offset, rule in
      guard let name = rule["class"]?.stringValue, !context.catalogue.hasClass(name) else {
        return nil
      }
      return file.finding(
        SettingsFollowSchema.self,
        at: file.node([.name("classes"), .item(offset), .name("class")]),
        "there is no class \(name)",
        help: NearestName.of(name, in: context.catalogue.classNames).map { "did you mean \($0)?" }
      )
    }
  }

  // MARK: schema/lifecycle/

  private static func lifecycle(_ file: SettingsFile) -> [Finding] {
    let states = file.value["states"]?.mapValue?.keys ?? []
    var findings: [Finding] = []
    func expectStates(_ names: [String], _ way: [SettingsFile.Step]) {
      for (offset, name) in names.enumerated() where !states.contains(name) {
        findings.append(
          file.finding(
            SettingsFollowSchema.self,
            at: file.node(way + [.item(offset)]),
            "there is no state \(name)",
            help: NearestName.of(name, in: states).map { "did you mean \($0)?" }
              ?? "the states are \(states.joined(separator: ", "))"
          )
        )
      }
    }
    expectStates(file.value["initial"]?.texts ?? [], [.name("initial")])
    for (name, state) in file.value["states"]?.mapValue ?? [:] {
      let way: [SettingsFile.Step] = [.name("states"), .name(name)]
      expectStates(state["next"]?.texts ?? [], way + [.name("next")])
      for (offset, text) in (state["requires"]?.texts ?? []).enumerated() {
        do throws(AttributePathError) {
          _ = try AttributePath(parsing: text)
        } catch {
          findings.append(
            file.finding(
              SettingsFollowSchema.self,
              at: file.node(way + [.name("requires"), .item(offset)]),
              "\(text) is no path: \(error.message)"
            )
          )
        }
      }
    }
    return findings
  }
}
