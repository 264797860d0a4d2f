#!/usr/bin/env bash
# icalendar 7.3.2 writes a zone, vobject 0.9.9 (dateutil 2.9.0.post0) reads it: both are parsers of
# iCalendar and both take the file, and they disagree about the hour in 2024.
# icalendar writes the changes of a zone as one long list of RDATE, folded over lines; vobject then
# knows no summer time in Berlin, Cairo and Beirut, and reads all of Moscow an hour off. A rule
# (RRULE) is read right. So a calendar for clients that nobody can test should carry rules, or
# only the changes around its own days.
# Seen (days of 2024 read at another offset than the zone has, at noon):
#   Asia/Dubai 0, Europe/Berlin 210, Africa/Cairo 189, Asia/Beirut 210, Europe/Moscow 366
#   Europe/Berlin by a rule 0
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  icalendar==7.3.2 vobject==0.9.9 python-dateutil==2.9.0.post0 tzdata==2026.6 pytz==2026.6
"$work/venv/bin/python" - <<'PYTHON'
import datetime as dt
import sys
from zoneinfo import ZoneInfo

import icalendar
import vobject

DAYS = [dt.datetime(2024, 1, 1, 12) + dt.timedelta(days=n) for n in range(366)]
RULE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def count_wrong(zone: str, rules: str, name: str) -> int:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day:%j}@fair\r\nDTSTAMP:20240101T000000Z\r\n"
        f"DTSTART;TZID={name}:{day:%Y%m%dT%H%M%S}\r\nEND:VEVENT\r\n"
        for day in DAYS
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fair//EN\r\n{rules}{events}END:VCALENDAR\r\n"
    read = [event.dtstart.value for event in vobject.readOne(text).vevent_list]
    return sum(
        one.utcoffset() != day.replace(tzinfo=ZoneInfo(zone)).utcoffset()
        for one, day in zip(read, DAYS, strict=True)
    )


seen = {}
for zone in ("Asia/Dubai", "Europe/Berlin", "Africa/Cairo", "Asia/Beirut", "Europe/Moscow"):
    name = f"Hall time of {zone.replace('/', ' ')}"  # a name that no reader knows
    rules = icalendar.Timezone.from_tzid(zone).to_ical().decode()
    seen[zone] = count_wrong(zone, rules.replace(f"TZID:{zone}", f"TZID:{name}"), name)
seen["rule"] = count_wrong("Europe/Berlin", RULE.format(name="By a rule"), "By a rule")
print(seen)
expected = [0, 210, 189, 210, 366, 0]
sys.exit(0 if list(seen.values()) == expected else "They agree, or differ otherwise, now.")
PYTHON
