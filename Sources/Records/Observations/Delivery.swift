public import Documents

/// One batch of observations from one source.
public struct Delivery: Sendable {
  /// The source's name.
  public var source: String
  /// The kind of text that it was read from, such as `glpi`.
  public var kind: String
  /// Whether it speaks of one thing or of everything.
  public var sweep: Sweep
  /// The sections that it carries, where it carries only some.
  public var sections: [String]?
  /// What the source says.
  public var observations: [Observation]
  /// What could not be taken.
  public var rejected: [Rejection]
  /// Attributes that no class describes, so that they were left out; sorted.
  public var leftOut: [AttributePath]

  /// Creates a delivery.
  public init(
    source: String,
    kind: String,
    sweep: Sweep,
    sections: [String]?,
    observations: [Observation],
    rejected: [Rejection],
    leftOut: [AttributePath] = []
  ) {
    self.source = source
    self.kind = kind
    self.sweep = sweep
    self.sections = sections
    self.observations = observations
    self.rejected = rejected
    self.leftOut = leftOut
  }
}

extension Delivery {
  /// What a source says of a thing after one of the delivery's observations. `previous` is what it
  /// said before.
  public func folded(
    _ observation: Observation,
    into previous: Observation?,
    of source: SourceDefinition
  ) -> Observation {
    observation.folded(
      into: previous,
      fullSections: sections ?? source.sections,
      isPartial: sections != nil
    )
  }
}

/// What a delivery says by what it does not name.
public enum Sweep: Sendable, Hashable {
  /// It speaks of single things; what it does not name is not spoken of.
  case single
  /// It is meant to speak of everything; only a finished sweep says that the rest was not seen.
  case whole(finished: Bool)

  /// The word for it in a delivery's commit.
  public var word: String {
    switch self {
    case .single: "single"
    case .whole(finished: true): "whole"
    case .whole(finished: false): "unfinished"
    }
  }
}

/// An observation that was not taken, and why.
public struct Rejection: Sendable, Hashable {
  /// The line of the text, where it has one.
  public var line: Int?
  /// The source's key, where it was found.
  public var key: String?
  /// Why it was not taken.
  public var message: String

  /// Creates a rejection.
  public init(line: Int?, key: String?, message: String) {
    self.line = line
    self.key = key
    self.message = message
  }
}
