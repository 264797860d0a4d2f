#!/usr/bin/env bash
# highspy 1.15.1 and OR-Tools 9.15.6755 (wheels for Linux): each works alone, and one Python process
# cannot have both. Each wheel carries its own build of the HiGHS library under the same name, so
# that the one imported first is taken for the other's too, which then lacks symbols: importing the
# second raises ImportError, whichever it is. With highspy 1.14.0 both can be imported.
# Seen: 1.15.1: highspy then ortools ImportError, ortools then highspy ImportError; 1.14.0: none.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check highspy==1.15.1 ortools==9.15.6755
say() { { "$work/venv/bin/python" -c "$1" 2>&1 || true; } | grep -o "^ImportError" || echo none; }
one='import highspy'
other='from ortools.sat.python import cp_model'
seen="$(say "$one") $(say "$other") $(say "$one; $other") $(say "$other; $one")"
"$work/venv/bin/pip" install -q --disable-pip-version-check highspy==1.14.0
seen="$seen $(say "$one; $other") $(say "$other; $one")"
echo "$seen"
[ "$seen" = "none none ImportError ImportError none none" ] || {
  echo "They share a process otherwise now."
  exit 1
}
