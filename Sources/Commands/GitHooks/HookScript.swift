/// The shell scripts that git calls; the files in the project's folder `hooks/` are these texts.
enum HookScript {
  /// The hooks that are offered, in the order in which git runs them.
  static let names = ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push", "pre-receive"]

  /// The line by which a script of ours is known.
  static let mark = "# This is a hook of cmdb."

  /// What a hook that was there before is called from then on.
  static func chainedName(_ name: String) -> String { "\(name).chained" }

  /// The script for a hook.
  static func text(_ name: String) -> String {
    """
    #!/bin/sh
    \(mark)
    # It runs `cmdb hook \(name)`, after \(chainedName(name)) beside it where there is one.

    \(readsInput(name) ? inputBody(name) : plainBody(name))
    """ + "\n"
  }

  /// Whether git hands the hook its work on standard input, which both scripts must see.
  private static func readsInput(_ name: String) -> Bool {
    name == "pre-push" || name == "pre-receive"
  }

  private static func plainBody(_ name: String) -> String {
    """
    chained="$(dirname "$0")/\(chainedName(name))"
    if [ -x "$chained" ]; then
      "$chained" "$@" || exit $?
    fi
    \(missing(name))
    exec "$cmdb" hook \(name) "$@"
    """
  }

  private static func inputBody(_ name: String) -> String {
    """
    input="$(cat)"
    chained="$(dirname "$0")/\(chainedName(name))"
    if [ -x "$chained" ]; then
      printf '%s\\n' "$input" | "$chained" "$@" || exit $?
    fi
    \(missing(name))
    printf '%s\\n' "$input" | "$cmdb" hook \(name) "$@"
    """
  }

  private static func missing(_ name: String) -> String {
    let way =
      name == "pre-receive"
      ? "install it on the server" : "install it, or skip this check once with --no-verify"
    return """
      cmdb="${CMDB:-cmdb}"
      if ! command -v "$cmdb" >/dev/null 2>&1; then
        echo "cmdb: the hook \(name) cannot judge: $cmdb is not on the PATH: \(way)" >&2
        exit 1
      fi
      """
  }
}
