// The kernels for x86-64 processors with AVX2 and FMA.
#if defined(__x86_64__)
#define LEVEL avx2
#define AVX512 0
#define FUSED 1
#define HALVES 1
#define REGISTERS 2
#include "Templates/prelude.h"
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
#include "Templates/level.h"
#pragma clang attribute pop
#endif
