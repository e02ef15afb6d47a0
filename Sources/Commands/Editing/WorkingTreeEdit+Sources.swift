internal import Documents
internal import Records
internal import Snapshots

extension WorkingTreeEdit {
  /// Edits a source's file by what `edits` says of the one who decides: the person's record, else what
  /// git calls the committer. Returns whether the repository has a file that can be read.
  @discardableResult
  mutating func editSource(_ source: String, _ edits: (_ by: String) -> [DocumentEdit]) throws
    -> Bool
  {
    let path = "sources/\(source).yaml"
    guard let text = try snapshot.files.content(at: path), let document = try? Document.parse(text)
    else { return false }
    let edits = edits(try signature())
    do throws(EditError) {
      write(try document.applying(edits, keys: .none), to: path)
    } catch {
      throw CommandFailure(.no, "the source \(source) cannot be edited: \(error.message)", at: path)
    }
    return true
  }

  private func signature() throws -> String {
    if let person = try PersonOfCommitter(workspace, snapshot).reference {
      return person.description
    }
    guard let identity = try workspace.identity() else { throw GitIdentity.unknown }
    return "\(identity.name) <\(identity.email)>"
  }
}
