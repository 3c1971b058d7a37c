#!/bin/sh
# Counts the heap allocations of 1,000 batches after warm-up: count.sh path/to/benchmarks [options]
set -eu
if [ "$#" -lt 1 ]; then
  echo "usage: count.sh path/to/benchmarks [options of its command allocations]" >&2
  exit 64
fi
benchmarks=$1
shift
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
clang -O2 -shared -fPIC -o "$directory/malloc_counter.so" "$(dirname "$0")/malloc_counter.c"
LD_PRELOAD="$directory/malloc_counter.so" "$benchmarks" allocations "$@"
