internal import Documents

extension SourceDefinition {
  /// How much of something one delivery may do: a number of things, or a share of those that the
  /// source spoke of before.
  public enum Limit: Sendable, Hashable {
    /// So many.
    case number(Int)
    /// So many of a hundred.
    case percent(Double)

    /// The limit among a number of things. Of few things a share says nothing, so there is none.
    public func count(among things: Int) -> Int? {
      switch self {
      case .number(let number): number
      case .percent(let share):
        things < Self.leastThings ? nil : Int(share / 100 * Double(things))
      }
    }

    /// From how many things on shares count.
    public static let leastThings = 50
  }

  /// How many things one delivery may change; a fifth where the file does not say.
  public var changedLimit: Limit { limit("changed") ?? .percent(20) }
  /// How many records a delivery after the first may create; 200 where the file does not say.
  public var createdLimit: Limit { limit("created") ?? .number(200) }
  /// How many things one delivery may take back; a twentieth where the file does not say.
  public var withdrawnLimit: Limit { limit("withdrawn") ?? .percent(5) }

  /// Whether a person let a delivery through; it is named by its commit, in hexadecimal.
  public func accepts(_ delivery: String) -> Bool {
    (file["accept"]?.listValue ?? []).contains { entry in
      entry["delivery"]?.stringValue.map { !$0.isEmpty && delivery.hasPrefix($0) } ?? false
    }
  }

  private func limit(_ name: String) -> Limit? {
    switch file["limits"]?[name] {
    case .number(let number): Int(number.description).map(Limit.number)
    case .string(let text) where text.hasSuffix("%"): Double(text.dropLast()).map(Limit.percent)
    default: nil
    }
  }
}
