internal import Documents
internal import Records
internal import Snapshots

/// The edits that a table asks for: a row a record, named in the column `ref`.
///
/// An empty cell leaves the attribute as it is, and so does one that says what `ls --format csv`
/// would write, also where that walks through a list.
struct RecordsFromCSV {
  private let table: CSVTable
  private let snapshot: Snapshot
  private let referenceColumn: Int

  init(_ table: CSVTable, _ snapshot: Snapshot) throws {
    guard let column = table.headings.firstIndex(of: "ref") else {
      throw CommandFailure(
        .usage,
        "the file has no column ref",
        at: table.file,
        remedy: "cmdb ls --format csv writes one"
      )
    }
    self.table = table
    self.snapshot = snapshot
    referenceColumn = column
  }

  func targets() throws -> [SetCommand.Target] {
    let paths = try table.headings.enumerated().map { column, heading in
      column == referenceColumn ? AttributePath() : try QueryArgument.path(heading)
    }
    let columns = ListColumns(paths)
    var seen: [Reference: Int] = [:]
    return try table.rows.map { row in
      let target = try target(row, paths, columns)
      let reference = target.record.reference
      if let line = seen[reference] {
        throw CommandFailure(
          .usage,
          "\(reference) stands on two lines, \(line) and \(row.line)",
          at: table.place(row, column: referenceColumn)
        )
      }
      seen[reference] = row.line
      return target
    }
  }

  private func target(_ row: CSVTable.Row, _ paths: [AttributePath], _ columns: ListColumns) throws
    -> SetCommand.Target
  {
    do {
      let record = try RecordArgument.record(row.cells[referenceColumn], in: snapshot)
      let shown = columns.cells(of: record, in: snapshot.catalogue)
      var assignments: [AssignmentArgument] = []
      var places = CellPlaces.Row(place: table.place(row, column: referenceColumn))
      for (column, path) in paths.enumerated() where column != referenceColumn {
        let text = CSV.withoutGuard(row.cells[column])
        // The columns of a list of records begin with the reference where none is named.
        if text.isEmpty || text == shown[column + 1] { continue }
        let assignment = AssignmentArgument(path, text)
        try refuse(assignment, of: record, row, column)
        assignments.append(assignment)
        places.cells.append((path, table.place(row, column: column)))
      }
      return SetCommand.Target(record: record, assignments: assignments, row: places)
    } catch var failure as CommandFailure {
      failure.place = failure.place ?? table.place(row, column: referenceColumn)
      throw failure
    }
  }

  /// Refuses a cell that cannot be set, where its place in the file can still be named.
  private func refuse(
    _ assignment: AssignmentArgument,
    of record: Record,
    _ row: CSVTable.Row,
    _ column: Int
  ) throws {
    let recordClass = snapshot.catalogue.recordClass(record.reference.className)
    do {
      try assignment.refuseIdentity()
      _ = try record.document.applying(
        [.set(assignment.attribute, assignment.value(in: recordClass))],
        keys: recordClass?.listKeys ?? .none,
        order: recordClass?.keyOrder ?? .none
      )
    } catch var failure as CommandFailure {
      failure.place = table.place(row, column: column)
      throw failure
    } catch let error as EditError {
      throw CommandFailure(
        .no,
        "\(assignment.attribute) of \(record.reference) cannot be set: \(error.message)",
        at: table.place(row, column: column),
        remedy: "name one item, such as interfaces[eth0].mac"
      )
    }
  }
}
