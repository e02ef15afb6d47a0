import Documents
import Records

/// Reads what `lscpu -J` writes: fields with names for people, since util-linux 2.37 inside one
/// another. Here they become a map `cpu` of every field by its name without the colon.
enum LscpuReader {
  /// Reads one machine.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try StructuredReader.json(bytes, rules: rules) { (value: Value) in
      var fields = ValueMap()
      collect(value["lscpu"]?.listValue ?? [], into: &fields)
      return [["cpu": .map(fields)]]
    }
  }

  private static func collect(_ list: [Value], into fields: inout ValueMap) {
    for entry in list {
      if let field = entry["field"]?.stringValue, let data = entry["data"], !data.isNull {
        let name = String(field.prefix { $0 != ":" })
        if fields[name] == nil { fields[name] = data }
      }
      collect(entry["children"]?.listValue ?? [], into: &fields)
    }
  }
}
