// The part of OpenBLAS that Tessera calls.
#pragma once
#include <cblas.h>
