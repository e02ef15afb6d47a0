import Commands
import Glibc

/// The door: hands the process's words, environment and streams to the library.
@main
struct Main {
  static func main() {
    let context = CommandContext.process()
    exit(Program.run(Array(CommandLine.arguments.dropFirst()), in: context).rawValue)
  }
}
