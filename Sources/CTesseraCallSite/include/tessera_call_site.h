// What Swift cannot say: where the function that is being executed returns to.

#ifndef TESSERA_CALL_SITE_H
#define TESSERA_CALL_SITE_H

// The address that the calling function returns to, 0 when it is not known. Inlined always, also without optimisation, so that the function
// is the one in whose source the call stands.
__attribute__((always_inline, swift_name("returnAddress()")))
static inline unsigned long tessera_return_address(void) {
  return (unsigned long)__builtin_return_address(0);
}

#endif
