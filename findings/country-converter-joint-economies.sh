#!/usr/bin/env bash
# country_converter 1.3 (with pandas 2.2.3, Python 3.11), met while reading UN Comtrade's list of
# partners: names of joint and former economies, as Comtrade writes them, become one of their parts
# without a warning, because a pattern for the part matches somewhere in the name. The whole of
# "East and West Pakistan (...1971)" is Bangladesh, the Southern African Customs Union of five is South
# Africa, both Germanies are one. In a table of partners their trade moves to the wrong economy.
# Seen:
#   East and West Pakistan (...1971) BGD
#   Southern African Customs Union (...1999) ZAF
#   Dem. Rep. of Germany (...1990) DEU
#   Czechoslovakia (...1992) CZE
# What helps: convert Comtrade's numbers (588, 711, 278, 200) by its own list, names only after it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "country_converter==1.3" "pandas==2.2.3"
"$folder/venv/bin/python" - > "$folder/seen" <<'PY'
import country_converter

convert = country_converter.CountryConverter().convert
for name in (
    "East and West Pakistan (...1971)",
    "Southern African Customs Union (...1999)",
    "Dem. Rep. of Germany (...1990)",
    "Czechoslovakia (...1992)",
):
    print(name, convert(name, to="ISO3", not_found="none"))
PY
cat "$folder/seen"
diff "$folder/seen" - <<'SEEN'
East and West Pakistan (...1971) BGD
Southern African Customs Union (...1999) ZAF
Dem. Rep. of Germany (...1990) DEU
Czechoslovakia (...1992) CZE
SEEN
