#ifndef TESSERA_PREFETCH_H
#define TESSERA_PREFETCH_H

#include <stddef.h>

// Asks for the lines of memory from a pointer on, to be read or to be written, without waiting for them. Swift has no name for this
// instruction.
static inline void tessera_prefetch(const void* pointer, size_t byte_count, int is_written) {
  const char* bytes = (const char*)pointer;
  if (is_written) {
    for (size_t i = 0; i < byte_count; i += 64) __builtin_prefetch(bytes + i, 1);
  } else {
    for (size_t i = 0; i < byte_count; i += 64) __builtin_prefetch(bytes + i);
  }
}

#endif
