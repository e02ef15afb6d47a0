public import Records

extension ReconciliationInput {
  /// Adds what a delivery would say, as if its source had delivered it at `time`, in seconds since
  /// 1970-01-01T00:00:00Z.
  public mutating func fold(_ delivery: Delivery, of source: SourceDefinition, at time: Int64) {
    var state =
      sources.first { $0.definition.name == source.name }
      ?? SourceState(definition: source, observations: [:], delivery: "", time: 0)
    for observation in delivery.observations {
      let key = observation.key
      let folded = delivery.folded(observation, into: state.observations[key], of: source)
      state.observations[key] = folded
      state.changed[key] = time
    }
    state.time = max(state.time, time)
    self.time = max(self.time, time)
    sources.removeAll { $0.definition.name == source.name }
    sources.append(state)
  }
}
