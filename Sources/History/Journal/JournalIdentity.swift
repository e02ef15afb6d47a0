/// The name that entries of the journal are committed under.
public enum JournalIdentity {
  /// The author's name.
  public static let name = "cmdb journal"
  /// The author's address; the domain can never exist (RFC 2606, section 2).
  public static let email = "journal@cmdb.invalid"
}
