internal import Dispatch

extension Repository {
  /// How many blobs one core reads at a time.
  private static let share = 32

  /// Returns the contents of many blobs, in order, read on all cores.
  ///
  /// - Throws: As `readBlob`, for the first blob that cannot be read.
  public func readBlobs(_ ids: [ObjectID]) throws(GitError) -> [[UInt8]] {
    var results = [Result<[UInt8], GitError>](repeating: .success([]), count: ids.count)
    let shares = (ids.count + Self.share - 1) / Self.share
    results.withUnsafeMutableBufferPointer { buffer in
      // SAFETY: to read a blob changes nothing of the repository, and libgit2 guards its database of
      // objects with locks; each result is written by one iteration, and the buffer outlives them all.
      nonisolated(unsafe) let (repository, results) = (self, buffer)
      DispatchQueue.concurrentPerform(iterations: shares) { share in
        for place in share * Self.share..<min(ids.count, (share + 1) * Self.share) {
          results[place] = repository.result(of: ids[place])
        }
      }
    }
    var contents: [[UInt8]] = []
    contents.reserveCapacity(ids.count)
    for result in results { contents.append(try result.get()) }
    return contents
  }

  private func result(of id: ObjectID) -> Result<[UInt8], GitError> {
    do throws(GitError) {
      return .success(try readBlob(id))
    } catch {
      return .failure(error)
    }
  }
}
