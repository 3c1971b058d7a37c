// The header is all of it; a target needs a source.
#include "tessera_call_site.h"
