// What every level needs before its instruction set is switched on.
#pragma once

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "../include/tessera_kernels.h"

// Sums and products are fused only where a formula says MULTIPLY_ADD: error terms rely on it.
#pragma STDC FP_CONTRACT OFF

// A vector is 64 bytes at every level: one AVX-512 register, two of AVX2, four of SSE2 or NEON. The independent
// instructions of the parts hide each other's latency, sums have one order at all levels, and what tests see at one
// level holds for the next.
#define VECTOR_BYTES 64

// Vectors wider than a register are split; they are passed between inlined functions of one file only.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline, unused))
#define JOIN_EXPANDED(first, second) first##_##second
#define JOIN(first, second) JOIN_EXPANDED(first, second)

// x = quadrant pi/2 + high + low with |high| <= pi/4, for finite |x| >= 2^20; all NaN otherwise. The same at every
// level.
void tessera_reduce_angle(double x, double* high, double* low, int64_t* quadrant);

// A function or type of the element type that is being compiled.
#define NAME(name) JOIN(name, ELEMENT)

// The table of a level and an element type; the only symbol that a level exports for it.
#define TABLE_NAME(level, element) JOIN(JOIN(tessera_table, level), element)
