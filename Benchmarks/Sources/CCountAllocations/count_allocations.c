/* Counts every request for memory: the program's own malloc stands before that of the C library, and
   hands the work on to it. */

#include "count_allocations.h"

#include <errno.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static long requests;

long cmdb_allocations(void) { return __atomic_load_n(&requests, __ATOMIC_RELAXED); }

static void count(void) { __atomic_add_fetch(&requests, 1, __ATOMIC_RELAXED); }

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
  count();
  return __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **target, size_t alignment, size_t size) {
  count();
  *target = __libc_memalign(alignment, size);
  return *target == NULL ? ENOMEM : 0;
}
