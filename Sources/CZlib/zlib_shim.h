// zlib, for the deflated members of an npz file.
#pragma once
#include <zlib.h>
