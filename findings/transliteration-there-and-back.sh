#!/usr/bin/env bash
# transliterate 1.10.2 beside cyrtranslit 1.2.0: names in Latin letters as passports have them come
# back to other Russian words, without an error. Both read kh as two letters. The first reads yu as
# two, and every y as ы, and turns what it wrote itself ('объём' as ob'em) into a capital soft sign
# inside a word; the second reads ts as two.
# Seen (transliterate, cyrtranslit): khabarovsk кхабаровск кхабаровск; yuriy ыуриы юрий; tsekh цекх
# тсекх; объём there and back обЬем, объём; щётка there and back счетка, щётка.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  transliterate==1.10.2 cyrtranslit==1.2.0
"$work/venv/bin/python" - <<'PYTHON'
import sys

import cyrtranslit
from transliterate import translit

seen = {
    name: (translit(name, "ru"), cyrtranslit.to_cyrillic(name, "ru"))
    for name in ("khabarovsk", "yuriy", "tsekh")
}
for word in ("объём", "щётка"):
    latin = translit(word, "ru", reversed=True), cyrtranslit.to_latin(word, "ru")
    seen[word] = translit(latin[0], "ru"), cyrtranslit.to_cyrillic(latin[1], "ru")
print(seen)
expected = {
    "khabarovsk": ("кхабаровск", "кхабаровск"),
    "yuriy": ("ыуриы", "юрий"),
    "tsekh": ("цекх", "тсекх"),
    "объём": ("обЬем", "объём"),
    "щётка": ("счетка", "щётка"),
}
sys.exit(0 if seen == expected else "They transliterate otherwise now.")
PYTHON
