public import Records

/// Git's file of who may sign with which key (`gpg.ssh.allowedSignersFile`), written from the person
/// records.
public enum AllowedSigners {
  /// Returns a line for each key of each active person: the addresses, then the key.
  public static func text(lookup: any RecordLookup, catalogue: ClassCatalogue) throws -> String {
    let people = PersonDirectory(lookup: lookup, catalogue: catalogue)
    var text = ""
    for person in try lookup.references(ofClasses: ["person"]) where try people.isActive(person) {
      let addresses = try people.addresses(of: person).filter(isPlain)
      guard !addresses.isEmpty else { continue }
      for key in try people.keys(of: person) {
        text += "\(addresses.joined(separator: ",")) "
        text += "namespaces=\"git,\(ApprovalStatement.namespace)\" \(key.line) \(person)\n"
      }
    }
    return text
  }

  /// In a list of principals some letters are patterns (ssh-keygen(1), ALLOWED SIGNERS): an address
  /// with one would let others sign.
  private static func isPlain(_ address: String) -> Bool {
    !address.contains { "*?!,\"# ".contains($0) || $0.isWhitespace }
  }
}
