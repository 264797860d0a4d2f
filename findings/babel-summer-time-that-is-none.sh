#!/bin/sh
# Babel 2.19.0: the generic name of a zone in Russian says summer time where there is none.
#
# Expected: get_timezone_name(zone, zone_variant="generic") of Asia/Almaty names Kazakhstan's time
# without a season, as it does in English, Chinese and Arabic; Kazakhstan, Kyrgyzstan and the
# Emirates know no summer time.
# Seen: "Казахстан (Алматы), летнее время", "Киргизия, летнее время", "ОАЭ, летнее время"; and
# Europe/Minsk is called "Москва", in all languages.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.19.0 tzdata==2026.6
"$folder/venv/bin/python" - <<'PYTHON'
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name


def name(zone: str, locale: str) -> str:
    return get_timezone_name(
        ZoneInfo(zone), width="long", zone_variant="generic", locale=locale
    )


for zone in ("Asia/Almaty", "Asia/Bishkek", "Asia/Dubai", "Asia/Tashkent", "Europe/Minsk"):
    print(zone, "|", name(zone, "en"), "|", name(zone, "ru"))
summer = [z for z in ("Asia/Almaty", "Asia/Bishkek", "Asia/Dubai") if "летнее" in name(z, "ru")]
minsk = name("Europe/Minsk", "ru")
same = len(summer) == 3 and "летнее" not in name("Asia/Tashkent", "ru") and minsk == "Москва"
raise SystemExit(0 if same else "The names are different now.")
PYTHON
