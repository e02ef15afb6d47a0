/// Matching by `*` and `?`, in time proportional to the lengths, whatever the pattern.
public enum Glob {
  /// Whether the whole of `text` matches `pattern`: `*` is any letters, also none, `?` exactly one,
  /// everything else itself; letter case counts.
  public static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.unicodeScalars)
    let text = Array(text.unicodeScalars)
    var (p, t) = (0, 0)
    var lastStar: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == "*" {
        lastStar = (p, t)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == text[t] {
        p += 1
        t += 1
      } else if let star = lastStar {
        // Only the last star need be tried again: an earlier one could do no better.
        lastStar = (star.pattern, star.text + 1)
        p = star.pattern + 1
        t = star.text + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
