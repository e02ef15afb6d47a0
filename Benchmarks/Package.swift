// swift-tools-version: 6.2
import PackageDescription

/// The settings of the main package.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// An executable that measures libraries of the main package and prints JSON for `run`.
func program(
  _ name: String,
  on products: [String],
  with own: [Target.Dependency] = []
) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["Measuring"] + own + products.map { .product(name: $0, package: "cmdb") },
    swiftSettings: settings
  )
}

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "cmdb", path: "..")],
  targets: [
    .target(name: "Measuring", swiftSettings: settings),
    program("ParseRecords", on: ["Documents"]),
    program("ReadDeliveries", on: ["Connectors", "Documents", "Records"]),
    program("CommitRecords", on: ["Git", "Snapshots"]),
    .target(name: "CCountAllocations"),
    program("EvaluateRecords", on: ["Documents", "JSONSchema"], with: ["CCountAllocations"]),
  ]
)
