internal import Documents
internal import Git
internal import Records

extension ClassCatalogue {
  /// The digest of all schemas: where it is the same, so is what they mean.
  var indexDigest: ObjectID {
    var text: [UInt8] = []
    for file in allFiles {
      text += "\(file.address) \(file.source.count)\n".utf8
      text += file.source
    }
    return ObjectID.hash(.blob, text)
  }

  /// The digest of what the schemas mean for the index: which lists are keyed and how, what is unique
  /// or identifies, how it is compared, and what is a reference. A description that is reworded, or an
  /// attribute more, changes nothing that was indexed. Every class is read for it, so it is asked for
  /// only where the texts differ.
  var indexMeaning: ObjectID {
    var text = ""
    for name in classNames {
      guard let recordClass = recordClass(name) else { continue }
      text += "class \(name)\n"
      for set in recordClass.identity {
        text += "identity \(set.map(\.description).joined(separator: " "))\n"
      }
      text += "found by \(ClassKeys(recordClass).finding.keys.sorted())\n"
      for attribute in recordClass.attributes.all.sorted(by: { $0.pattern < $1.pattern }) {
        var words: [String] = []
        if let key = attribute.key { words.append("key \(key.properties) \(key.scalarForm)") }
        if let uniqueness = attribute.uniqueness { words.append(uniqueness.rawValue) }
        if attribute.referencedClasses != nil { words.append("reference") }
        if !attribute.normalisation.isEmpty { words.append("\(attribute.normalisation)") }
        if !words.isEmpty { text += "\(attribute.pattern) \(words.joined(separator: "; "))\n" }
      }
    }
    return ObjectID.hash(.blob, Array(text.utf8))
  }
}
