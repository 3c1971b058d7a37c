#ifndef TESSERA_PAUSE_H
#define TESSERA_PAUSE_H

// Tells the processor that this thread waits in a loop: it saves power, and leaves the core to the other thread that may share it.
// Swift has no name for this instruction.
static inline void tessera_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory");
#endif
}

#endif
