#!/usr/bin/env bash
# icalendar 7.3.2 and vobject 0.9.9: both remember a VTIMEZONE by its TZID for as long as the
# process lives. A second calendar that carries another zone of the same name is read with the
# rules of the first, without a word. Names such as "Customized Time Zone" are usual in calendars
# from office programs, so a server that reads the replies of two people moves one of them.
# Seen: both readers say 10:00+03:00 for the first calendar and 10:00+03:00 for the second, which
# says +05:30; in a fresh process the second is 10:00+05:30.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  icalendar==7.3.2 vobject==0.9.9 python-dateutil==2.9.0.post0 tzdata==2026.6 pytz==2026.6
cat > "$work/read.py" <<'PYTHON'
import sys

import icalendar
import vobject

TEXT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//fair//EN
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:{offset}@fair
DTSTAMP:20240101T000000Z
DTSTART;TZID=Customized Time Zone:20240709T100000
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

for offset in sys.argv[1:]:
    text = TEXT.format(offset=offset)
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    first = event.decoded("dtstart")
    second = vobject.readOne(text).vevent.dtstart.value
    print(offset, f"icalendar {first:%H:%M%z}", f"vobject {second:%H:%M%z}")
PYTHON
{
  "$work/venv/bin/python" "$work/read.py" +0300 +0530
  "$work/venv/bin/python" "$work/read.py" +0530
} > "$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'SEEN'
+0300 icalendar 10:00+0300 vobject 10:00+0300
+0530 icalendar 10:00+0300 vobject 10:00+0300
+0530 icalendar 10:00+0530 vobject 10:00+0530
SEEN
