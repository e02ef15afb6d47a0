import Commands
import Glibc

/// The door: hands the process's words, environment and streams to the library.
@main
struct Main {
  static func main() {
    let context = CommandContext.process()
    let words = Array(CommandLine.arguments.dropFirst())
    let pager = Pager.start(for: words, in: context)
    let status = Program.run(words, in: context)
    pager?.finish()
    exit(status.rawValue)
  }
}
