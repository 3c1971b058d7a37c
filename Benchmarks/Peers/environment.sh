#!/bin/sh
# Makes the Python environment of the peers in a folder, once for each list of packages: environment.sh FOLDER [options of compare.py]
# With --torch among the options PyTorch is installed too.
set -eu
if [ "$#" -lt 1 ]; then
  echo "usage: environment.sh FOLDER [options of compare.py]" >&2
  exit 64
fi
folder=$1
shift
here=$(cd "$(dirname "$0")" && pwd)

# install NAME: the packages of NAME.txt, unless they are there. The marker is written last, so an interrupted run leaves nothing behind
# that looks finished.
install() {
  if ! cmp -s "$here/$1.txt" "$folder/$1.installed"; then
    echo "Installing the peers' packages ($1.txt) into $folder"
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input -r "$here/$1.txt"
    cp "$here/$1.txt" "$folder/$1.installed"
  fi
}

if [ ! -x "$folder/bin/python" ]; then
  "$here/../../Scripts/dependencies.sh" venv
  python3 -m venv "$folder"
fi
install requirements
for option in "$@"; do
  if [ "$option" = --torch ]; then install requirements-torch; fi
done
