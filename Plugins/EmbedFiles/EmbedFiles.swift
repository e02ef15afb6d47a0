import Foundation
import PackagePlugin

/// Compiles a folder of the top level into a target: one Swift file that holds every file's text.
@main
struct EmbedFiles: BuildToolPlugin {
  /// Which folder goes into which target.
  private static let folders = ["SchemaLibrary": "schema", "SampleLibrary": "sample-repo"]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let name = Self.folders[target.name] else { return [] }
    let folder = context.package.directoryURL.appending(path: name)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    // Folders are inputs too, so that a new file is noticed.
    var inputs = [folder]
    let enumerator = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let url = enumerator?.nextObject() as? URL { inputs.append(url) }
    return [
      .buildCommand(
        displayName: "Embedding \(name)/",
        executable: try context.tool(named: "EmbedFilesTool").url,
        arguments: [folder.path(), output.path()],
        inputFiles: inputs,
        outputFiles: [output]
      )
    ]
  }
}
