#!/usr/bin/env bash
# pycountry 26.2.16: search_fuzzy(), which is there to find an economy by a name from a table, does
# not put the economy of exactly that name first: "Niger" gives Nigeria, "Korea" the North, "Kosovo"
# Serbia as its only answer. Nor does it know names of trade tables of some years ago: "Turkey",
# "Swaziland", "Ivory Coast", "Burma". Taking the first answer moves a country's whole trade to its
# neighbour, without an error.
# Seen: Niger: NGA, NER. Korea: PRK, KOR. Kosovo: SRB. Turkey, Swaziland, Ivory Coast, Burma: LookupError.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check pycountry==26.2.16
"$work/venv/bin/python" - <<'PYTHON'
import sys

import pycountry


def find(name: str) -> list[str]:
    try:
        return [country.alpha_3 for country in pycountry.countries.search_fuzzy(name)]
    except LookupError:
        return []


names = ("Niger", "Korea", "Kosovo", "Turkey", "Swaziland", "Ivory Coast", "Burma")
seen = [find(name) for name in names]
print(dict(zip(names, seen, strict=True)))
expected = [["NGA", "NER"], ["PRK", "KOR"], ["SRB"], [], [], [], []]
sys.exit(0 if seen == expected else "It searches otherwise now.")
PYTHON
