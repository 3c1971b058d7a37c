#!/bin/sh
# Makes sure that what the build needs is there: swift, pkg-config, OpenBLAS and zlib. Installs missing libraries
# through apt-get; where that is impossible it says in one sentence what to install and ends with code 1.
# With the word `venv` it does so for Python's venv module instead.
set -eu

fail() {
  echo "error: $1" >&2
  exit 1
}

# install REASON PACKAGE...: through apt-get, as root or through sudo.
install() {
  reason=$1
  shift
  command -v apt-get >/dev/null 2>&1 || fail "$reason, and apt-get is not available here; please install: $*"
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || fail "$reason, and neither root nor sudo is available here; please install: $*"
    as_root=sudo
  fi
  echo "Installing $* with apt-get, because $reason"
  log=$(mktemp)
  # The index is brought up to date first: a fresh machine has none.
  if ! { $as_root apt-get update -qq &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "apt-get could not install $*; its output is above"
  fi
  rm -f "$log"
}

missing_libraries() {
  missing=
  command -v pkg-config >/dev/null 2>&1 || missing=" pkg-config"
  pkg-config --exists openblas >/dev/null 2>&1 || missing="$missing libopenblas-dev"
  pkg-config --exists zlib >/dev/null 2>&1 || missing="$missing zlib1g-dev"
  echo "$missing"
}

case ${1:-build} in
build)
  command -v swift >/dev/null 2>&1 || fail "swift was not found; please install Swift 6.3 or later and put it on PATH"
  missing=$(missing_libraries)
  if [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # one word a package
    install "libraries that the build needs are missing" $missing
    missing=$(missing_libraries)
    [ -z "$missing" ] || fail "pkg-config still does not find what it needs after the installation:$missing"
  fi
  ;;
venv)
  command -v python3 >/dev/null 2>&1 || install "Python, which the tests need, is missing" python3 python3-venv
  # ensurepip is what a Debian python3 without python3-venv lacks.
  if ! python3 -c 'import venv, ensurepip' >/dev/null 2>&1; then
    install "the venv module of Python, which the tests need, is missing" python3-venv
    python3 -c 'import venv, ensurepip' >/dev/null 2>&1 ||
      fail "python3 still has no working venv module after the installation of python3-venv; please install venv for the python3 on PATH"
  fi
  ;;
*)
  fail "expected build or venv as the argument of $0, but got $1"
  ;;
esac
