/// What a commit's signature says, and about which bytes.
public struct SignedPayload: Hashable, Sendable {
  /// The signature, in the armour of its kind (OpenPGP, SSH or X.509).
  public let signature: [UInt8]
  /// The bytes that are signed: the commit without its signatures.
  public let payload: [UInt8]

  /// Takes the signature out of a commit object; nil where it bears none.
  init?(_ bytes: [UInt8]) {
    let text = CommitText(bytes)
    guard let header = text.first("gpgsig") else { return nil }
    // Git ends every line of the signature, the last too.
    signature = header.unfolded + [UInt8(ascii: "\n")]
    var payload: [UInt8] = []
    var start = 0
    for signed in text.headers where signed.is("gpgsig") || signed.is("gpgsig-sha256") {
      payload += bytes[start..<signed.range.lowerBound]
      start = signed.range.upperBound
    }
    self.payload = payload + bytes[start...]
  }
}
