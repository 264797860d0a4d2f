#!/usr/bin/env bash
# ics 0.7.3 (ics.py): reading an invitation and writing it again makes a calendar that is none.
# Quotes around a name are lost, so that a name with a comma or a colon changes the line's meaning
# and ics itself refuses what it wrote; a calendar scale that nobody asked for is spelt GEORGIAN;
# METHOD moves behind the events. Parsers of replies to invitations must not be tried with it.
# Seen: CN=Gears\, Ltd without quotes; CALSCALE:GEORGIAN; METHOD after END:VEVENT; "ValueError".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check ics==0.7.3
"$work/venv/bin/python" - <<'PYTHON'
import sys
import warnings

import ics

warnings.simplefilter("ignore")
TEXT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//fair//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:meeting@fair
DTSTAMP:20240101T000000Z
DTSTART:20240709T070000Z
DTEND:20240709T073000Z
SUMMARY:Meeting
ORGANIZER;CN="River Fair: office":mailto:office@example.org
ATTENDEE;CN="Gears, Ltd";PARTSTAT=ACCEPTED:mailto:gears@example.org
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
written = ics.Calendar(TEXT).serialize()
print(written)
try:
    ics.Calendar(written)
    again = "read"
except ValueError as error:
    again = f"refused: {error}"
print(again)
same = (
    r"ATTENDEE;CN=Gears\, Ltd;" in written
    and "CALSCALE:GEORGIAN" in written
    and written.index("METHOD:") > written.index("END:VEVENT")
    and again.startswith("refused")
)
sys.exit(0 if same else "It is written otherwise now.")
PYTHON
