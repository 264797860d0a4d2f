#!/usr/bin/env bash
# jellyfish 1.3.0: codes of how a name sounds are made for Latin letters, and others are not refused:
# for Cyrillic and Chinese names the metaphone is empty, so that all of them sound alike; the
# soundex is the first letter with 000, so that every surname in И is one, with those of Latin
# letters apart. A list of restricted parties searched by these finds everybody of a script, and no
# name across two, without an error.
# Seen: metaphone of Иванов, Ильин, 王伟 '' '' '', of Ivanov IFNF; soundex И000 И000 王000, I151.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check jellyfish==1.3.0
"$work/venv/bin/python" - <<'PYTHON'
import sys

import jellyfish

NAMES = ("Иванов", "Ильин", "王伟", "Ivanov")
seen = [
    [jellyfish.metaphone(name) for name in NAMES],
    [jellyfish.soundex(name) for name in NAMES],
]
print(seen)
expected = [["", "", "", "IFNF"], ["И000", "И000", "王000", "I151"]]
sys.exit(0 if seen == expected else "It hears other scripts otherwise now.")
PYTHON
