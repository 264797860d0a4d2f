#!/usr/bin/env bash
# sdmx1 2.28.0: reads SDMX-CSV of version 2.0 only (columns STRUCTURE, STRUCTURE_ID, ACTION), and
# that only beside a structure given to it. What Eurostat's Comext hands out is version 1.0, whose
# first column is DATAFLOW, with codes or with codes and labels: refused, in words that name neither
# version 1.0 nor a way on. A reader of trade files has to take version 1.0 by itself.
# Seen: 1.0 ValueError "Invalid SDMX-CSV 2.0.0: 'DATAFLOW' in line 1"; 1.0 with labels the same; 2.0
# without a structure AttributeError.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check sdmx1==2.28.0
cd "$work"
"$work/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from pathlib import Path

import sdmx

TABLES = {
    "first": "DATAFLOW,reporter,partner,product,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "ESTAT:DS-045409(1.0),DE,CN,85423190,2022-01,1234.5,\n",
    "labels": "DATAFLOW,reporter,partner,product,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "ESTAT:DS-045409(1.0),DE: Germany,CN: China,85423190: Circuits,2022-01,1234.5,\n",
    "second": "STRUCTURE,STRUCTURE_ID,ACTION,reporter,product,TIME_PERIOD,OBS_VALUE\n"
    "dataflow,ESTAT:DS-045409(1.0),I,DE,85423190,2022-01,1234.5\n",
}


def read(name, table):
    file = Path(f"{name}.csv")
    file.write_text(table, encoding="utf-8")
    try:
        return len(sdmx.read_sdmx(file).data)
    except Exception as error:
        return type(error).__name__, "SDMX-CSV 2.0.0: 'DATAFLOW'" in str(error)


seen = {name: read(name, table) for name, table in TABLES.items()}
print(seen)
expected = {
    "first": ("ValueError", True),
    "labels": ("ValueError", True),
    "second": ("AttributeError", False),
}
sys.exit(0 if seen == expected else "It reads other dialects now.")
PYTHON
