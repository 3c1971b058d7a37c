// Counts what a process asks the heap and the system for, and the locks that the counting thread takes, when it is preloaded (LD_PRELOAD).
// Counting is switched on and off by the process itself, which finds the functions with dlsym. With TESSERA_ALLOCATION_TRACES set, the
// first 16 of each count are printed with their callers.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// What glibc's own functions are called beside their replaceable names.
extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_memalign(size_t, size_t);

static atomic_bool counting;
static atomic_long count;
static atomic_long locks;
static atomic_int traces;
// Whether this is the thread that switched counting on. Threads that other libraries started, to sleep there, take locks of their own.
static _Thread_local bool counts_locks;

static void note_in(atomic_long* counter) {
  if (!atomic_load_explicit(&counting, memory_order_relaxed)) return;
  atomic_fetch_add(counter, 1);
  if (atomic_fetch_sub(&traces, 1) > 0) {
    // What the trace itself allocates is not counted.
    atomic_store(&counting, 0);
    void* frames[24];
    backtrace_symbols_fd(frames, backtrace(frames, 24), STDERR_FILENO);
    write(STDERR_FILENO, "\n", 1);
    atomic_store(&counting, 1);
  }
}

static void note(void) { note_in(&count); }

static void note_lock(void) {
  if (counts_locks) note_in(&locks);
}

void tessera_start_counting_allocations(void) {
  counts_locks = true;
  atomic_store(&count, 0);
  atomic_store(&locks, 0);
  atomic_store(&traces, getenv("TESSERA_ALLOCATION_TRACES") ? 16 : 0);
  atomic_store(&counting, 1);
}

long tessera_stop_counting_allocations(void) {
  atomic_store(&counting, 0);
  return atomic_load(&count);
}

// Locks of the threads library that the counting thread took, contended or not.
long tessera_counted_locks(void) { return atomic_load(&locks); }

static int (*lock_mutex)(pthread_mutex_t*);
static int (*lock_for_reading)(pthread_rwlock_t*);
static int (*lock_for_writing)(pthread_rwlock_t*);

// Before anything else runs, so that finding the functions needs no lock of its own.
__attribute__((constructor)) static void find_functions(void) {
  lock_mutex = dlsym(RTLD_NEXT, "pthread_mutex_lock");
  lock_for_reading = dlsym(RTLD_NEXT, "pthread_rwlock_rdlock");
  lock_for_writing = dlsym(RTLD_NEXT, "pthread_rwlock_wrlock");
}

int pthread_mutex_lock(pthread_mutex_t* mutex) {
  note_lock();
  if (!lock_mutex) find_functions();
  return lock_mutex(mutex);
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) {
  note_lock();
  if (!lock_for_reading) find_functions();
  return lock_for_reading(lock);
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) {
  note_lock();
  if (!lock_for_writing) find_functions();
  return lock_for_writing(lock);
}

void* malloc(size_t size) {
  note();
  return __libc_malloc(size);
}

void* calloc(size_t number, size_t size) {
  note();
  return __libc_calloc(number, size);
}

void* realloc(void* block, size_t size) {
  note();
  return __libc_realloc(block, size);
}

void* memalign(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

void* aligned_alloc(size_t alignment, size_t size) {
  note();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** result, size_t alignment, size_t size) {
  note();
  if (alignment % sizeof(void*) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  void* block = __libc_memalign(alignment, size);
  if (!block) return ENOMEM;
  *result = block;
  return 0;
}

void* mmap(void* address, size_t length, int protection, int flags, int file, off_t offset) {
  note();
  return (void*)syscall(SYS_mmap, address, length, protection, flags, file, offset);
}
