// swift-tools-version: 6.2
import PackageDescription

/// One set of settings for every target: the habits of the house, checked by the compiler.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A library of the house. `floors` are the targets it may import; all lie below it.
func library(
  _ name: String,
  on floors: [Target.Dependency] = [],
  plugins: [Target.PluginUsage] = []
) -> Target {
  .target(name: name, dependencies: floors, swiftSettings: settings, plugins: plugins)
}

/// The tests of one library, which may also use everything in `TestSupport`.
func tests(
  _ name: String,
  on floors: [Target.Dependency],
  exclude: [String] = []
) -> Target {
  .testTarget(name: name, dependencies: floors, exclude: exclude, swiftSettings: settings)
}

func systemLibrary(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
/// SQLite itself, as GRDB links it: for statements that run a million times.
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

let package = Package(
  name: "cmdb",
  products: [
    .executable(name: "cmdb", targets: ["cmdb"]),
    .library(name: "Documents", targets: ["Documents"]),
    .library(name: "JSONSchema", targets: ["JSONSchema"]),
    // For Benchmarks, a package of its own.
    .library(name: "Git", targets: ["Git"]),
    .library(name: "Snapshots", targets: ["Snapshots"]),
    .library(name: "Connectors", targets: ["Connectors"]),
    .library(name: "Records", targets: ["Records"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Floor 0: C libraries of the system.
    systemLibrary("CLibgit2", pkgConfig: "libgit2", apt: "libgit2-dev"),
    systemLibrary("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    systemLibrary("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
    // Floor 1
    library("Diagnostics"),
    // Floor 2
    library("Git", on: ["CLibgit2", "CZlib", crypto]),
    library("Documents", on: ["CLibYAML", "Diagnostics"]),
    // Floor 3
    library("JSONSchema", on: ["Documents", "Diagnostics"]),
    library("Records", on: ["Documents", "Diagnostics", crypto]),
    library("SchemaLibrary", plugins: ["EmbedFiles"]),
    library("SampleLibrary", plugins: ["EmbedFiles"]),
    // Floor 4
    library("Snapshots", on: ["Records", "Git", "Documents"]),
    library("Connectors", on: ["Records", "Documents", "Diagnostics", "CExpat", "CZlib"]),
    library(
      "Validation",
      on: ["Records", "JSONSchema", "Documents", "Diagnostics", crypto]
    ),
    library("Reconciliation", on: ["Records", "JSONSchema", "Documents", "Diagnostics"]),
    // Floor 5
    library(
      "History",
      on: [
        "Snapshots", "Validation", "Reconciliation", "Records", "Git", "Documents", "Diagnostics",
        crypto, grdb, sqlite,
      ]
    ),
    // Floor 6
    library(
      "Sync",
      on: [
        "Connectors", "Validation", "Reconciliation", "History", "Snapshots", "Records", "Git",
        "Documents", "Diagnostics",
      ]
    ),
    // Floor 8
    library(
      "Commands",
      on: [
        "Sync", "Connectors", "Validation", "Reconciliation", "History", "Snapshots", "Records",
        "Git", "Documents", "Diagnostics", "SchemaLibrary", "SampleLibrary", argumentParser,
      ]
    ),
    // Floor 9
    .executableTarget(name: "cmdb", dependencies: ["Commands"], swiftSettings: settings),

    // schema/ and sample-repo/ are compiled into the program.
    .executableTarget(name: "EmbedFilesTool", swiftSettings: settings),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["EmbedFilesTool"]),

    // Tests
    .target(
      name: "TestSupport",
      dependencies: ["Git", "Snapshots"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    tests("DiagnosticsTests", on: ["Diagnostics"]),
    tests("DocumentsTests", on: ["Documents", "Diagnostics", "TestSupport"]),
    tests("GitTests", on: ["Git", "TestSupport"]),
    tests(
      "JSONSchemaTests",
      on: ["JSONSchema", "Documents", "TestSupport"],
      exclude: ["known-failures.json"]
    ),
    tests("RecordsTests", on: ["Records", "Documents", "SchemaLibrary", "TestSupport"]),
    tests(
      "ConnectorsTests",
      on: ["Connectors", "Records", "Documents", "TestSupport"],
      exclude: ["Fixtures"]
    ),
    tests("ReconciliationTests", on: ["Reconciliation", "Records", "Documents", "TestSupport"]),
    tests(
      "ValidationTests",
      on: [
        "Validation", "Records", "JSONSchema", "Documents", "Diagnostics", "SchemaLibrary",
        "SampleLibrary", "Snapshots", "TestSupport",
      ]
    ),
    tests(
      "HistoryTests",
      on: [
        "History", "Validation", "Snapshots", "Records", "Git", "Documents", "Diagnostics",
        "SchemaLibrary", "SampleLibrary", "TestSupport", crypto,
      ]
    ),
    tests(
      "CommandsTests",
      on: ["Commands", "cmdb", "History", "Records", "Documents", "SchemaLibrary", "TestSupport"],
      exclude: ["Golden"]
    ),
  ]
)
