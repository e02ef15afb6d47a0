import Foundation

// Writes one Swift file that holds the text of every file in a folder, hidden ones included.
// Arguments: the folder, the file to write. Texts become raw string literals of type StaticString,
// which cost nothing at start and compile in a second.
guard CommandLine.arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: EmbedFilesTool FOLDER OUTPUT\n".utf8))
  exit(2)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[1]).resolvingSymlinksInPath()
var files: [(path: String, text: String)] = []
let enumerator = FileManager.default.enumerator(
  at: folder,
  includingPropertiesForKeys: [.isRegularFileKey]
)
while let url = enumerator?.nextObject() as? URL {
  guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
  let path = String(url.resolvingSymlinksInPath().path.dropFirst(folder.path.count + 1))
  files.append((path, try String(contentsOf: url, encoding: .utf8)))
}
files.sort { $0.path < $1.path }

var source = "enum EmbeddedFiles {\n"
source += "  static let all: [(path: StaticString, text: StaticString)] = [\n"
for file in files {
  source += "    (\"\(file.path)\", ####\"\"\"\n\(file.text)\n\"\"\"####),\n"
}
source += "  ]\n}\n"
try source.write(
  to: URL(fileURLWithPath: CommandLine.arguments[2]),
  atomically: true,
  encoding: .utf8
)
