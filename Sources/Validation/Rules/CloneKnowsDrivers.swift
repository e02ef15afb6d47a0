public import Diagnostics

/// A clone knows the merge driver that its files name.
public enum CloneKnowsDrivers: ExplainedRule {
  /// The rule's identifier.
  public static let id = "CMDB-R015"
  /// What must hold.
  public static let title = "a clone knows the merge driver that .gitattributes names"
  /// Somebody should look.
  public static let severity = Severity.warning
  /// Why, with an example and its cure.
  public static let explanation = """
    `.gitattributes` is cloned, the configuration that it speaks of is not. A clone without the driver
    merges records by line and without a word, so that two edits of different attributes collide and
    two of the same may both be lost.

        records/**/*.yaml merge=cmdb

    Cure: `cmdb hooks install` registers hooks and drivers in this clone.
    """
}
