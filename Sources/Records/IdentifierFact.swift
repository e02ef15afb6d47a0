internal import Documents

/// What must be unique at a place.
struct IdentifierFact: Sendable {
  private let steps: [Normalisation]
  /// The attribute and the classes among which it must be unique, as a hash.
  private let seed: Int

  init(_ description: AttributeDescription, family: String) {
    steps = description.normalisation
    var hasher = Hasher()
    hasher.combine(family)
    hasher.combine(description.pattern.description)
    seed = hasher.finalize()
  }

  /// Returns the hash of a value as it is compared; nil where it says nothing.
  func hash(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let written = String(decoding: text, as: UTF8.self)
    let isSettled = !text.isEmpty && steps.allSatisfy { $0.leaves(text) }
    guard let value = isSettled ? written : Normalisation.apply(steps, to: written) else {
      return nil
    }
    var hasher = Hasher()
    hasher.combine(seed)
    hasher.combine(value)
    return hasher.finalize()
  }
}
