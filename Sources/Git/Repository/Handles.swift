internal import CLibgit2

/// Something that libgit2 handed out; freed with the value.
struct Handle: ~Copyable {
  /// SAFETY: owned by this value alone; lent to calls, never kept by them.
  let pointer: OpaquePointer
  private let free: @convention(c) (OpaquePointer?) -> Void

  /// Takes over what a call handed out.
  init(_ pointer: OpaquePointer, freedBy free: @escaping @convention(c) (OpaquePointer?) -> Void) {
    self.pointer = pointer
    self.free = free
  }

  /// Runs a call that hands something out, and takes it over.
  init(
    _ operation: String,
    at place: String? = nil,
    freedBy free: @escaping @convention(c) (OpaquePointer?) -> Void,
    _ call: (inout OpaquePointer?) -> Int32
  ) throws(GitError) {
    var pointer: OpaquePointer?
    let code = call(&pointer)
    guard code >= 0, let pointer else { throw LibGit.error(code, operation, at: place) }
    self.init(pointer, freedBy: free)
  }

  deinit { free(pointer) }
}
