/// The tables of the index. Whoever changes one raises `IndexStore.format`.
enum IndexTables {
  /// What makes an empty file an index.
  ///
  /// - `meta`: what the rest was made from.
  /// - `files`: every file below `records/` that ever held a record, with the record it names.
  /// - `attributes`: paths and patterns, said once.
  /// - `present`, `identifiers`, `referrers`: the records of one commit, whose tree `meta` names.
  /// - `former`: values that files were once found by (`ClassKeys.pastKeys`), and no longer are by
  ///   `identifiers` and `referrers`; under the empty text the files that no value tells of.
  /// - `chains`, `commits`, `people`: what was indexed of the history, parents before children.
  /// - `steps`: every change of a file against the first parent, by file, newest last.
  /// - `verdicts`: what was judged before: an object, the digest of the rules it was held against, and
  ///   how many files it holds.
  /// - `digests`: the SHA-256 of folders of the main branch (`StateDigest`).
  static let definition = """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
    CREATE TABLE files (
      file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, class TEXT NOT NULL, id TEXT NOT NULL
    );
    CREATE INDEX files_record ON files (class, id);
    CREATE TABLE attributes (attribute INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
    CREATE TABLE present (file INTEGER PRIMARY KEY, blob BLOB);
    CREATE TABLE identifiers (
      attribute INTEGER, value TEXT, file INTEGER, PRIMARY KEY (attribute, value, file)
    ) WITHOUT ROWID;
    CREATE INDEX identifiers_file ON identifiers (file);
    CREATE TABLE referrers (
      target TEXT, file INTEGER, attribute INTEGER, PRIMARY KEY (target, file, attribute)
    ) WITHOUT ROWID;
    CREATE INDEX referrers_file ON referrers (file);
    CREATE TABLE former (value TEXT, file INTEGER, PRIMARY KEY (value, file)) WITHOUT ROWID;
    CREATE TABLE chains (
      chain INTEGER PRIMARY KEY, start INTEGER, parent INTEGER, records INTEGER
    );
    CREATE TABLE people (person INTEGER PRIMARY KEY, name TEXT, email TEXT, UNIQUE (name, email));
    CREATE TABLE commits (
      number INTEGER PRIMARY KEY, chain INTEGER, position INTEGER, time INTEGER, children INTEGER,
      id BLOB, tree BLOB, parents BLOB, links BLOB, author INTEGER, summary TEXT, notes BLOB, log BLOB
    );
    CREATE UNIQUE INDEX commits_id ON commits (id);
    CREATE UNIQUE INDEX commits_place ON commits (chain, position);
    CREATE TABLE steps (
      file INTEGER, chain INTEGER, position INTEGER, number INTEGER, kind INTEGER, blob BLOB,
      detail BLOB, PRIMARY KEY (file, chain, position)
    ) WITHOUT ROWID;
    CREATE TABLE verdicts (
      rules BLOB, object BLOB, files INTEGER, PRIMARY KEY (rules, object)
    ) WITHOUT ROWID;
    CREATE TABLE digests (tree BLOB PRIMARY KEY, sha256 BLOB) WITHOUT ROWID;
    """

  /// What takes the records of the commit out.
  static let emptyingPresent = """
    DELETE FROM present; DELETE FROM identifiers; DELETE FROM referrers;
    """

  /// What takes everything out that was read by the classes in force.
  static let emptying =
    emptyingPresent
      + """
      DELETE FROM chains; DELETE FROM commits; DELETE FROM steps; DELETE FROM former;
      DELETE FROM meta WHERE name IN ('tip', 'isWhole');
      """
}
