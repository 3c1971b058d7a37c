#!/usr/bin/env bash
# run.sh SECONDS [TARGET...]: builds the fuzz targets and runs each for so long, two at once. What one finds stays in .build-fuzz/found/, and
# the run fails. FUZZ_SEED repeats a run; without it every run is another.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

seconds=$1
shift
targets=("$@")
[ $# -gt 0 ] || targets=(expressions npz npy safetensors)
build=$(cd .. && pwd)/.build-fuzz
work=$build/corpus
found=$build/found

# The kernels are left without the address sanitizer: instrumented they take longer to build than all of Swift. Without debug information
# the line of a shape error is not looked up, which would take most of the time.
arguments=(--scratch-path "$build" -c release --product fuzz -Xswiftc -sanitize=address -Xswiftc -sanitize=fuzzer
  -Xswiftc -gnone -Xlinker --strip-debug -Xswiftc -use-ld=lld)
swift build "${arguments[@]}"
fuzz=$build/release/fuzz

# A request above the largest allocation is refused, as a system without memory refuses it. Swift's own backtraces would hide libFuzzer's.
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=256:quarantine_size_mb=16:malloc_context_size=4
export SWIFT_BACKTRACE=enable=no

run() {
  local target=$1
  local limits=(-timeout=10 -rss_limit_mb=1024 -malloc_limit_mb=256 -detect_leaks=0)
  local dictionary=()
  [ ! -f "Dictionaries/$target.txt" ] || dictionary=("-dict=Dictionaries/$target.txt")
  mkdir -p "$work/$target" "$found"
  # New inputs go to the first folder, what is committed is read from the second.
  "$fuzz" "$target" "${limits[@]}" "${dictionary[@]}" -max_len=1024 -len_control=20 -max_total_time="$seconds" -seed="${FUZZ_SEED:-0}" \
    -print_final_stats=1 -artifact_prefix="$found/$target-" "$work/$target" "Corpus/$target" >"$work/$target.log" 2>&1
}

failures=0
while [ ${#targets[@]} -gt 0 ]; do
  pids=()
  pair=("${targets[@]:0:2}")
  targets=("${targets[@]:2}")
  for target in "${pair[@]}"; do
    run "$target" &
    pids+=($!)
  done
  for index in "${!pids[@]}"; do
    target=${pair[$index]}
    if wait "${pids[$index]}"; then
      echo "ok: $target, $(awk '/number_of_executed_units/ { print $2 }' "$work/$target.log") inputs in $seconds s"
    else
      failures=$((failures + 1))
      echo "error: $target found an input; its bytes are in $found, the end of its log:" >&2
      tail -n 40 "$work/$target.log" >&2
    fi
  done
done
exit $((failures > 0))
