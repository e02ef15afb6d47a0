import Documents
import Records

/// Reads a Terraform or OpenTofu state of version 4 (hashicorp/terraform, statefile/version4.go).
///
/// Only managed resources are things, one for each instance. A state holds secrets, marked and
/// unmarked: what is marked as sensitive is dropped before anything else sees it, and of the rest a
/// mapping takes what it names.
enum TerraformReader {
  /// Reads one state.
  static func read(_ bytes: [UInt8], rules: ReadingRules) throws(ConnectorError) -> Delivery {
    try StructuredReader.json(bytes, rules: rules) { (value: Value) throws(ConnectorError) in
      guard value["version"] == 4 else {
        throw ConnectorError(
          .otherMessage,
          "the state is of version \(value["version"]?.scalarText ?? "unknown"); version 4 is read",
          line: 1,
          help: "bring it up to date: terraform refresh"
        )
      }
      return (value["resources"]?.listValue ?? []).filter { $0["mode"] == "managed" }
        .flatMap(instances)
    }
  }

  private static func instances(of resource: Value) -> [Value] {
    (resource["instances"]?.listValue ?? []).compactMap { instance in
      // An instance that is only waiting to be deleted is replaced by another.
      guard instance["deposed"] == nil, let type = resource["type"] else { return nil }
      var attributes = instance["attributes"] ?? .map([:])
      for path in instance["sensitive_attributes"]?.listValue ?? [] {
        attributes = attributes.dropping((path.listValue ?? [path])[...])
      }
      return [
        "type": type, "address": .string(address(of: resource, instance)), "attributes": attributes,
      ]
    }
  }

  /// The address as people write it: `module.web.aws_instance.shop["a"]`.
  private static func address(of resource: Value, _ instance: Value) -> String {
    let names = ["module", "type", "name"].compactMap { resource[$0]?.stringValue }
    let index: String =
      switch instance["index_key"] {
      case .string(let text)?: "[\"\(text)\"]"
      case .number(let number)?: "[\(number.text)]"
      default: ""
      }
    return names.joined(separator: ".") + index
  }
}

extension Value {
  /// The value without what stands at a path of Terraform's: steps of `get_attr` and `index`. Where
  /// a step cannot be followed, all that it starts from goes.
  fileprivate func dropping(_ path: ArraySlice<Value>) -> Value {
    guard let step = path.first else { return .null }
    let key = step["value"]?["value"] ?? step["value"]
    switch (self, key) {
    case (.map(var fields), .string(let name)?):
      guard let below = fields[name] else { return self }
      let left = below.dropping(path.dropFirst())
      fields[name] = left.isNull ? Value?.none : left
      return .map(fields)
    case (.list(var items), .number(let number)?):
      guard let index = number.intValue, items.indices.contains(index) else { return self }
      items[index] = items[index].dropping(path.dropFirst())
      return .list(items)
    default: return .null
    }
  }
}
