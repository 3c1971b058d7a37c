// The kernels for any processor of the architecture; on x86-64 that is SSE2, without a fused multiply-add.
#define LEVEL plain
#define AVX512 0
#define REGISTERS 4
#if defined(__aarch64__)
#define FUSED 1
#define HALVES 1
#else
#define FUSED 0
#define HALVES 0
#endif
#include "Templates/level.h"
