#!/bin/sh
# Counts the heap allocations of 1,000 batches after warm-up: count.sh path/to/benchmarks
set -eu
if [ "$#" -ne 1 ]; then
  echo "usage: count.sh path/to/benchmarks" >&2
  exit 64
fi
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
clang -O2 -shared -fPIC -o "$directory/malloc_counter.so" "$(dirname "$0")/malloc_counter.c"
LD_PRELOAD="$directory/malloc_counter.so" "$1" allocations
