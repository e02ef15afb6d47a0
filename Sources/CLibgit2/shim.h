#ifndef CMDB_LIBGIT2_SHIM_H
#define CMDB_LIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/refdb_backend.h>
#include <git2/sys/repository.h>

/* git_libgit2_opts is variadic, which Swift cannot call: one wrapper an option. */

static inline int cmdb_git_enable_fsync(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

static inline int cmdb_git_set_cache_limit(int kind, size_t bytes) {
  return git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, (git_object_t)kind, bytes);
}

static inline int cmdb_git_set_cache_size(ssize_t bytes) {
  return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, bytes);
}

static inline int cmdb_git_set_extensions(const char **names, size_t count) {
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, count);
}

static inline int cmdb_git_set_strict_object_creation(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, enabled);
}

static inline int cmdb_git_set_strict_hash_verification(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int cmdb_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

#include <malloc.h>

static inline int cmdb_give_back_memory(void) {
  return malloc_trim(0);
}

/* Calls of the C library that its headers show only to programs in GNU mode. */

extern int posix_spawn_file_actions_addchdir_np(void *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(void *actions, int first);

static inline int cmdb_spawn_in_folder(void *actions, const char *path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

static inline int cmdb_spawn_closing_from(void *actions, int first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

#endif
