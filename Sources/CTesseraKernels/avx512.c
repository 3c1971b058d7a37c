// The kernels for x86-64 processors with AVX-512 F, DQ, BW and VL; every operation but pow of Float is the one that avx2.c does.
#if defined(__x86_64__)
#define LEVEL avx512
#define FUSED 1
#define HALVES 1
#define REGISTERS 1
#define AVX512 1
#include <immintrin.h>

#include "Templates/prelude.h"
#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,fma,f16c"))), apply_to = function)
#include "Templates/level.h"
#pragma clang attribute pop
#endif
