internal import Git

extension Workspace {
  /// Says that an answer reaches the edge of a shallow clone, where what came before cannot be told
  /// from what that commit did.
  func warnOfShallowEdge(_ commits: some Sequence<ObjectID>) {
    guard repository.isShallow, let edge = commits.first(where: repository.isShallowEdge) else {
      return
    }
    context.terminal.say(
      "cmdb: warning: history ends at \(edge.hex.prefix(12)) in this shallow clone, and what it seems "
        + "to set may be older: git fetch --unshallow"
    )
  }
}
