#!/bin/sh
# snowballstemmer 3.0.1: the Russian and Arabic stemmers (those of PostgreSQL's full text search)
# give two stems to two forms of one noun.
#
# Expected by anyone who searches a catalogue: материал and материалы ("material", "materials") have
# one stem, as have канал and каналы, деталь and детали, مضخة and مضخات ("pump", "pumps").
# Seen: материал loses its last letter, since "ал" is also the past tense of a verb, and материалы
# does not; vowels that come and go (станок, станки) and the Arabic plural make two words as well.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check snowballstemmer==3.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import snowballstemmer

seen = {}
for language, pairs in {
    "russian": ("материал материалы", "канал каналы", "деталь детали", "станок станки"),
    "arabic": ("مضخة مضخات", "محرك محركات"),
    "english": ("material materials", "channel channels", "pump pumps"),
}.items():
    stemmer = snowballstemmer.stemmer(language)
    for pair in pairs:
        one, other = stemmer.stemWords(pair.split())
        seen[pair] = one == other
        print(f"{language}: {pair} -> {one} {other}{'' if one == other else '  (two words)'}")
expected = {pair: pair.isascii() for pair in seen}
raise SystemExit(0 if seen == expected else "The stemmers behave differently now.")
PYTHON
