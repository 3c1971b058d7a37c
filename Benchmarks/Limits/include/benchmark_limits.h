// What the machine can do at most, measured: the limits that the benchmarks compare with.
#ifndef BENCHMARK_LIMITS_H
#define BENCHMARK_LIMITS_H

#include <stddef.h>

// Floating-point operations (Float) a second of fused multiply-adds on registers, by all threads together.
double benchmark_peak_operations(int threads, double seconds);

// Bytes a second that all threads together read from a working set, over and over.
double benchmark_read_bandwidth(int threads, size_t working_set, double seconds);

// Bytes a second, read and written, when half of a working set is copied to the other half.
double benchmark_copy_bandwidth(int threads, size_t working_set, double seconds);

#endif
