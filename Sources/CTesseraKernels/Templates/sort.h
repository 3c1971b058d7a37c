// The stable order of a row's elements: runs of 16 by insertion, merged from the bottom up.

#ifndef SORT_RUN
#define SORT_RUN 16

// Whether `a` must stand before `b`; NaN stands behind every number, and no NaN before another.
#define ORDER(name, formula) \
  INLINE int NAME(name)(SCALAR a, SCALAR b) { return formula; }
#endif

#if FLOATING
ORDER(ascends, (a < b) | ((b != b) & (a == a)))
ORDER(descends, (a > b) | ((b != b) & (a == a)))
#else
ORDER(ascends, a < b)
ORDER(descends, a > b)
#endif

INLINE int NAME(stands_before)(const void* row, int64_t a, int64_t b, int descending) {
  SCALAR x = NAME(load_scalar)(NAME(at)(row, (size_t)a)), y = NAME(load_scalar)(NAME(at)(row, (size_t)b));
  return descending ? NAME(descends)(x, y) : NAME(ascends)(x, y);
}

// Merges indices[start ..< middle] and indices[middle ..< end] into the same places of `merged`; of equal elements the
// left one comes first.
INLINE void NAME(merge)(
  const void* row, const int64_t* indices, int64_t* merged, size_t start, size_t middle, size_t end, int descending) {
  size_t left = start, right = middle, place = start;
  // Runs that are in order already are copied.
  if (NAME(stands_before)(row, indices[middle], indices[middle - 1], descending)) {
    while (left < middle && right < end) {
      int takes_right = NAME(stands_before)(row, indices[right], indices[left], descending);
      merged[place++] = takes_right ? indices[right] : indices[left];
      right += (size_t)takes_right;
      left += (size_t)!takes_right;
    }
  }
  memcpy(merged + place, indices + left, (middle - left) * sizeof(*merged));
  place += middle - left;
  memcpy(merged + place, indices + right, (end - right) * sizeof(*merged));
}

INLINE void NAME(sort)(const void* row, size_t count, int64_t* indices, int64_t* scratch, int descending) {
  for (size_t start = 0; start < count; start += SORT_RUN) {
    size_t end = count - start < SORT_RUN ? count : start + SORT_RUN;
    for (size_t i = start; i < end; i++) {
      size_t place = i;
      for (; place > start && NAME(stands_before)(row, (int64_t)i, indices[place - 1], descending); place--) {
        indices[place] = indices[place - 1];
      }
      indices[place] = (int64_t)i;
    }
  }
  int64_t *from = indices, *to = scratch;
  for (size_t run = SORT_RUN; run < count; run *= 2) {
    for (size_t start = 0; start < count; start += 2 * run) {
      size_t middle = count - start < run ? count : start + run, end = count - middle < run ? count : middle + run;
      if (middle < end) {
        NAME(merge)(row, from, to, start, middle, end, descending);
      } else {
        memcpy(to + start, from + start, (end - start) * sizeof(*to));
      }
    }
    int64_t* merged = to;
    to = from;
    from = merged;
  }
  if (from != indices) memcpy(indices, from, count * sizeof(*indices));
}

static void NAME(argument_sort)(const void* row, size_t count, int descending, int64_t* indices, int64_t* scratch) {
  if (descending) {
    NAME(sort)(row, count, indices, scratch, 1);
  } else {
    NAME(sort)(row, count, indices, scratch, 0);
  }
}
