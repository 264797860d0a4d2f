#!/usr/bin/env bash
# fingerprints 1.3.1 (normality 3.1.0, PyICU 2.17): the key by which names of firms are compared
# sorts what it takes for words, and every Chinese character becomes a syllable and a word: names of
# the same characters in any order have one key, though they are other firms. A firm written in
# Cyrillic has never the key of its name in Latin letters where a letter takes more than one
# (ш is s, not sh), and ООО and LLC, one legal form, stay apart.
# Seen: 北京东方机械 and 东方北京机械 the same key; «Щит» sit, Shchit shchit; ooo, llc.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  fingerprints==1.3.1 normality==3.1.0 pyicu==2.17
"$work/venv/bin/python" - <<'PYTHON'
import sys

from fingerprints import generate

seen = [
    generate("北京东方机械") == generate("东方北京机械"),
    (generate("ЗАО «Щит»"), generate("ZAO Shchit")),
    (generate("ООО Ромашка"), generate("Romashka LLC")),
]
print(seen)
expected = [True, ("sit zao", "shchit zao"), ("ooo romaska", "llc romashka")]
sys.exit(0 if seen == expected else "It makes other keys now.")
PYTHON
