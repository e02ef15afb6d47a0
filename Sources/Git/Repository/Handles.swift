internal import CLibgit2

/// An open repository of libgit2; freed with the value.
struct RepositoryHandle: ~Copyable {
  /// SAFETY: owned by this value alone; never handed out beyond a call.
  let pointer: OpaquePointer

  deinit { git_repository_free(pointer) }
}

/// The object database of a repository; freed with the value.
struct DatabaseHandle: ~Copyable {
  /// SAFETY: owned by this value alone; never handed out beyond a call.
  let pointer: OpaquePointer

  deinit { git_odb_free(pointer) }
}
