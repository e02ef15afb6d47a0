public import Documents

/// The forms of output that the standard lays down (JSON Schema Core 2020-12, section 12.4).
public enum OutputForm: Sendable {
  /// The verdict alone.
  case flag
  /// The verdict with a flat list of errors, or of annotations where the value is valid.
  case basic
}

extension CompiledSchema {
  /// Returns the standard's output for a value, as a JSON object.
  public func output(_ form: OutputForm, of document: Document, at node: NodeIndex) -> Value {
    if form == .flag { return .map(["valid": .bool(isValid(document, at: node))]) }
    var explanation = Explanation(schema: self, document: document, origin: node)
    explanation.isComplete = true
    let outcome = explanation.outcome()
    var unit = unit(
      isValid: outcome.isValid,
      keywordLocation: "",
      schemaLocation: storage.graph.location(of: 0),
      instanceLocation: ""
    )
    if outcome.isValid {
      unit["annotations"] = .list(
        outcome.annotations.map { annotation in
          var own = self.unit(
            isValid: true,
            keywordLocation: annotation.keywordLocation,
            schemaLocation: annotation.schemaLocation,
            instanceLocation: explanation.instanceLocation(of: annotation.node)
          )
          own["annotation"] = annotation.value
          return .map(own)
        }
      )
    } else {
      unit["errors"] = .list(outcome.errors.flatMap(units))
    }
    return .map(unit)
  }

  private func units(of error: SchemaError) -> [Value] {
    var own = unit(
      isValid: false,
      keywordLocation: error.keywordLocation,
      schemaLocation: error.schemaLocation,
      instanceLocation: error.instanceLocation
    )
    own["error"] = .string(error.message)
    return [.map(own)] + error.nested.flatMap(units)
  }

  private func unit(
    isValid: Bool,
    keywordLocation: String,
    schemaLocation: String,
    instanceLocation: String
  ) -> ValueMap {
    [
      "valid": .bool(isValid), "keywordLocation": .string(keywordLocation),
      "absoluteKeywordLocation": .string(schemaLocation),
      "instanceLocation": .string(instanceLocation),
    ]
  }
}
