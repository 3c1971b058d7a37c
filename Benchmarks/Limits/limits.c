#define _GNU_SOURCE
#include "benchmark_limits.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

// Fused multiply-adds in chains that do not depend on each other: as many as hide the latency of two units and fit the registers.
#define PEAK(NAME, ATTRIBUTES, BYTES, CHAINS, MULTIPLY_ADD)                              \
  ATTRIBUTES static double NAME(size_t rounds, float* sink) {                            \
    typedef float vector __attribute__((vector_size(BYTES)));                            \
    vector sums[CHAINS], factor, term;                                                   \
    for (int chain = 0; chain < CHAINS; chain++) sums[chain] = (vector){} + *sink;       \
    factor = (vector){} + 0.999f;                                                        \
    term = (vector){} + 0.001f;                                                          \
    for (size_t round = 0; round < rounds; round++) {                                    \
      _Pragma("clang loop unroll(full)") for (int chain = 0; chain < CHAINS; chain++)    \
          sums[chain] = MULTIPLY_ADD(sums[chain], factor, term);                         \
    }                                                                                    \
    for (int chain = 0; chain < CHAINS; chain++)                                         \
      for (size_t lane = 0; lane < BYTES / 4; lane++) *sink += sums[chain][lane];        \
    return 2.0 * CHAINS * (BYTES / 4) * (double)rounds;                                  \
  }

#define SEPARATE(A, B, C) ((A) * (B) + (C))

#if defined(__x86_64__)
PEAK(peak_avx512, __attribute__((target("avx512f"))), 64, 12, __builtin_elementwise_fma)
PEAK(peak_avx2, __attribute__((target("avx2,fma"))), 32, 12, __builtin_elementwise_fma)
PEAK(peak_plain, , 16, 12, SEPARATE)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
PEAK(peak_plain, , 16, 24, __builtin_elementwise_fma)
#define WIDE
#endif

static double peak(size_t rounds, float* sink) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return peak_avx512(rounds, sink);
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return peak_avx2(rounds, sink);
#endif
  return peak_plain(rounds, sink);
}

typedef float wide __attribute__((vector_size(32)));

WIDE static void read_all(const wide* source, size_t count, float* sink) {
  wide sums[8] = {};
  for (size_t index = 0; index + 8 <= count; index += 8) {
    _Pragma("clang loop unroll(full)") for (int chain = 0; chain < 8; chain++) sums[chain] += source[index + chain];
  }
  for (int chain = 0; chain < 8; chain++) *sink += sums[chain][0];
}

WIDE static void copy_all(const wide* source, wide* destination, size_t count) {
  for (size_t index = 0; index + 4 <= count; index += 4) {
    wide a = source[index], b = source[index + 1], c = source[index + 2], d = source[index + 3];
    destination[index] = a;
    destination[index + 1] = b;
    destination[index + 2] = c;
    destination[index + 3] = d;
    // Otherwise the compiler calls memcpy, which is measured beside this.
    __asm__ volatile("" ::: "memory");
  }
}

enum kind { OPERATIONS, READ, COPY, COPY_BY_LIBRARY };

struct job {
  enum kind kind;
  size_t bytes;
  double seconds;
  pthread_barrier_t* barrier;
  double best;
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

// Does the work some times and returns how much that was.
static double work(const struct job* job, char* memory, size_t repeats, float* sink) {
  if (job->kind == OPERATIONS) return peak(repeats * 1000, sink);
  size_t half = job->bytes / 2;
  for (size_t repeat = 0; repeat < repeats; repeat++) {
    if (job->kind == READ) read_all((wide*)memory, job->bytes / sizeof(wide), sink);
    if (job->kind == COPY) copy_all((wide*)memory, (wide*)(memory + half), half / sizeof(wide));
    if (job->kind == COPY_BY_LIBRARY) memcpy(memory + half, memory, half);
    __asm__ volatile("" : : "r"(memory) : "memory");
  }
  return (double)repeats * (double)job->bytes;
}

static void* run(void* argument) {
  struct job* job = argument;
  float sink = 0;
  // A thread's share of the working set, which it touches first itself; on huge pages where there are some, since this is to be a limit.
  enum { PAGE = 2 << 20 };
  size_t size = (job->bytes + PAGE - 1) / PAGE * PAGE;
  char* memory = size == 0 ? NULL : aligned_alloc(PAGE, size);
  if (memory != NULL) {
    madvise(memory, size, MADV_HUGEPAGE);
    memset(memory, 0, size);
  }
  pthread_barrier_wait(job->barrier);
  if (memory != NULL || job->bytes == 0) {
    double start = now();
    work(job, memory, 1, &sink);
    // Rounds of about a millisecond.
    size_t repeats = (size_t)(1e-3 / (now() - start + 1e-7)) + 1;
    for (double end = start + job->seconds;;) {
      double before = now();
      double done = work(job, memory, repeats, &sink);
      double after = now();
      // A round that ends after the others have may have had the memory for itself.
      if (after > end && job->best > 0) break;
      if (done / (after - before) > job->best) job->best = done / (after - before);
    }
  }
  free(memory);
  volatile float kept = sink;
  (void)kept;
  return NULL;
}

static double measure(enum kind kind, int threads, size_t working_set, double seconds) {
  enum { MOST = 64 };
  pthread_t handles[MOST];
  struct job jobs[MOST];
  if (threads < 1) threads = 1;
  if (threads > MOST) threads = MOST;
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, NULL, (unsigned)threads);
  // Whole loops of the kernels in both halves.
  size_t share = (working_set / (size_t)threads + 511) / 512 * 512;
  for (int index = 0; index < threads; index++) {
    jobs[index] = (struct job){kind, share, seconds, &barrier, 0};
    if (pthread_create(&handles[index], NULL, run, &jobs[index]) != 0) abort();
  }
  double total = 0;
  for (int index = 0; index < threads; index++) {
    pthread_join(handles[index], NULL);
    total += jobs[index].best;
  }
  pthread_barrier_destroy(&barrier);
  return total;
}

double benchmark_peak_operations(int threads, double seconds) { return measure(OPERATIONS, threads, 0, seconds); }

double benchmark_read_bandwidth(int threads, size_t working_set, double seconds) {
  return measure(READ, threads, working_set, seconds);
}

double benchmark_copy_bandwidth(int threads, size_t working_set, double seconds) {
  double own = measure(COPY, threads, working_set, seconds / 2);
  double library = measure(COPY_BY_LIBRARY, threads, working_set, seconds / 2);
  return own > library ? own : library;
}
