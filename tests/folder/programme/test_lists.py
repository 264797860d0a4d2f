"""Programmes out of lists, exports of pretalx and of Indico; each fault names its cell."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import time
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairlead.folder.checks import check_fair
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.programme.fair_sessions import draft_programme, take_programme
from fairlead.folder.programme.identifiers import derive_guid
from fairlead.folder.programme.near_names import note_near_names
from fairlead.folder.programme.programme import Programme, ProgrammeSession
from fairlead.folder.programme.read import parse_schedule
from fairlead.folder.programme.read_list import parse_length

ZONE = ZoneInfo("Asia/Yekaterinburg")
# As pretalx writes its sessions as CSV: names of speakers one below the other.
PRETALX = """"ID","Proposal title","State","Session type","Track","Abstract","Description",\
"Duration","Language","Don’t record this session.","Speaker names","Room","Start","End","Resources"
"ABC123","Gears, bearings","confirmed","Talk","Making","Short","Long\r\ntext",45,"en",True,\
"Anna Example\nВера Пример\n李示例","Hall A","2024-07-08T10:00:00+05:00",\
"2024-07-08T10:45:00+05:00","https://example.org/a.pdf"
"DEF456","Withdrawn one","withdrawn","Talk","","","",45,"en",False,"Nobody","","","",""
"GHI789","Not placed","accepted","Talk","","","",45,"en",False,"Somebody","","","",""
"""
INDICO_LIST = """Id,Title,Description,Date,Duration,Type,Session,Track,Presenters,Materials
7,Gears,<p>About</p>,2024-07-08 10:00,1 hour 30 minutes,Talk,Making,,"Anna Example, Vera Example",\
"https://example.org/a.pdf, https://example.org/b.pdf"
8,Later,,,20 minutes,,,,,
"""


def read(content: str | bytes, file: str = "list.csv") -> Programme:
    """Return the programme of a file."""
    data = content.encode() if isinstance(content, str) else content
    return parse_schedule(data, file, ZONE).programme


def problems(content: str, file: str = "list.csv") -> list[str]:
    """Return what is wrong with a file."""
    with pytest.raises(InvalidInput) as found:
        read(content, file)
    return [str(one) for one in found.value.problems]


TONGUES = {
    "title": {"de": "Zahnräder", "en": "Gears", "zh-hans": "齿轮", "ru": "Шестерни"},
    "abstract": {"en": "Made at home", "ru": ""},
}


@pytest.mark.parametrize("shape", ["schedule", "list"])
def test_a_text_in_several_languages_comes_in_all_that_the_fair_has(
    small: Fair, shape: str
) -> None:
    event: dict[str, Any] = {**TONGUES, "id": 1, "room": "A", "duration": "00:30"}
    if shape == "list":
        whole: Any = [event | {"start": "2024-07-08T10:00:00+05:00", "state": "confirmed"}]
    else:
        held = [event | {"date": "2024-07-08T10:00:00+05:00", "persons": []}]
        days = [{"index": 1, "date": "2024-07-08", "rooms": {"A": held}}]
        whole = {"schedule": {"conference": {"acronym": "x", "days": days}}}
    programme = read(json.dumps(whole), "list.json")
    assert programme.sessions[0].title == "Zahnräder"
    (row,) = take_programme(small, programme, "list.json").fair.sessions.to_pylist()
    assert (row["title"], row["title_ru"]) == ("Gears", "Шестерни")
    assert (row["abstract"], row["abstract_ru"]) == ("Made at home", None)
    if "title_zh" in row:
        assert row["title_zh"] == "齿轮"


def test_rooms_come_in_with_their_names_in_all_languages_and_are_known_again(small: Fair) -> None:
    own, other = small.settings.languages[:2]
    day = small.settings.first_day

    def list_sessions(*rooms: Any) -> Programme:
        sessions = [
            {"title": f"Gears {at}", "code": f"ABC{at}", "start": f"{day}T1{at}:00:00",
             "duration": 30, "room": room} for at, room in enumerate(rooms)
        ]  # fmt: skip
        return parse_schedule(json.dumps(sessions).encode(), "s", small.settings.zone).programme

    both = {own: "Hall A", other: "Зал А"}
    file = list_sessions(both, "hall  A", "зал а", {other: "Зал Б"})
    taken = take_programme(small, file, "s").fair
    assert list(check_fair(replace(taken, rooms=taken.rooms.slice(0, 0)))) == []
    names = list(
        zip(*(taken.sessions[one].to_pylist() for one in ("room", f"room_{other}")), strict=True)
    )
    assert names == [("Hall A", "Зал А")] * 3 + [("Зал Б", "Зал Б")]
    # The fair's own names stay, by whichever of them a file calls the room.
    again = take_programme(taken, list_sessions("ЗАЛ А", {own: "Hall A", other: "Зал Я"}), "s").fair
    assert set(again.sessions[f"room_{other}"].to_pylist()) == {"Зал А"}
    drafted = draft_programme(small, file, "s").fair
    rooms = {one["name"]: one[f"name_{other}"] for one in drafted.rooms.to_pylist()}
    assert rooms["Hall A"] == "Зал А"
    assert rooms["Зал Б"] == "Зал Б"


def test_levels_are_known_by_what_others_call_them() -> None:
    lines = ["Title,Start,Minutes,Audience level"]
    words = ("Beginner", "all levels", "ADVANCED", "", "Ninja")
    lines += [f"{n},2024-07-08 1{n}:00,30,{word}" for n, word in enumerate(words)]
    found = parse_schedule("\n".join(lines).encode(), "list.csv", ZONE)
    levels = [one.level for one in found.programme.sessions]
    assert levels == ["introductory", "everyone", "advanced", "", ""]
    assert any("Ninja" in str(note) for note in found.notes)


def test_sessions_of_pretalx_as_csv_and_as_json() -> None:
    (one,) = read(PRETALX).sessions
    assert (one.title, one.code, one.room, one.track) == (
        "Gears, bearings", "ABC123", "Hall A", "Making",
    )  # fmt: skip
    assert [who.name for who in one.people] == ["Anna Example", "Вера Пример", "李示例"]
    assert (one.duration, one.is_recorded) == (dt.timedelta(minutes=45), False)
    assert (one.abstract, one.description) == ("Short", "Long\ntext")
    assert one.links[0].address == "https://example.org/a.pdf"
    row = {
        "ID": "ABC123",
        "Proposal title": {"en": "Gears, bearings"},
        "State": "confirmed",
        "Speaker names": ["Anna Example", "Вера Пример", "李示例"],
        "Room": {"en": "Hall A"},
        "Start (date)": "2024-07-08",
        "Start (time)": "10:00:00",
        "Duration": 45,
    }
    (same,) = read(json.dumps([row]), "sessions.json").sessions
    assert (same.guid, same.begins, same.ends) == (one.guid, one.begins, one.ends)
    assert same.people == one.people


GIVEN: dict[str, Any] = {
    "code": "ABCDEF", "title": "Gears", "state": "confirmed", "content_locale": "en",
    "speakers": [{"code": "XYZXYZ", "name": "Anna Example"}, "QRSTUV"],
    "submission_type": {"id": 1, "name": {"en": "Talk"}}, "track": {"name": {"en": "Making"}},
    "slots": [{"start": f"2030-07-0{day}T10:00:00+05:00", "end": f"2030-07-0{day}T10:30:00+05:00",
               "room": {"id": 3, "name": {"en": "Hall A", "ru": "Зал А"}}} for day in (8, 9)],
    "resources": [{"resource": "https://example.org/a.pdf", "description": "Slides"}],
}  # fmt: skip


def test_what_the_api_of_pretalx_gives_is_a_session_for_each_slot() -> None:
    older = {**GIVEN, "slot": {**GIVEN["slots"][0], "room": {"en": "Hall A"}},
             "submission_type": {"en": "Talk"}, "track": {"en": "Making"}}  # fmt: skip
    older.pop("slots")
    session = {name: value for name, value in GIVEN.items() if name != "slots"}
    slots = [{**one, "id": 7, "submission": session} for one in GIVEN["slots"][:1]]
    for results, days in (([GIVEN], (8, 9)), ([older], (8,)), (slots, (8,))):
        read = parse_schedule(json.dumps({"count": 1, "results": results}).encode(), "s", ZONE)
        found = read.programme.sessions
        assert [one.begins for one in found] == [
            dt.datetime(2030, 7, day, 10, tzinfo=ZONE) for day in days
        ]
        assert len({one.guid for one in found}) == len(days)
        for one in found:
            assert (one.title, one.room, one.kind, one.track) == (
                "Gears", "Hall A", "Talk", "Making"
            )  # fmt: skip
            assert [who.name for who in one.people] == ["Anna Example"]
            assert [link.address for link in one.links] == ["https://example.org/a.pdf"]
    said = json.dumps({"results": [{**GIVEN, "slots": [5]}]}).encode()
    with pytest.raises(InvalidInput, match="ask for \\?expand=slots"):
        parse_schedule(said, "s", ZONE)
    waiting = json.dumps({"results": [GIVEN, {**GIVEN, "code": "NOTIME", "slots": []}]})
    read = parse_schedule(waiting.encode(), "s", ZONE)
    assert len(read.programme.sessions) == 2
    assert "it has no time yet" in str(read.notes[0])


def test_what_is_withdrawn_or_has_no_time_is_left_out_and_said() -> None:
    notes = [str(one) for one in parse_schedule(PRETALX.encode(), "s.csv", ZONE).notes]
    assert any("withdrawn" in one and "left out" in one for one in notes)
    assert any("no time yet" in one for one in notes)


def test_contributions_of_indico_as_a_list() -> None:
    (one,) = read(INDICO_LIST).sessions
    assert (one.title, one.description, one.track) == ("Gears", "About", "Making")
    assert one.begins == dt.datetime(2024, 7, 8, 10, tzinfo=ZONE)
    assert one.duration == dt.timedelta(minutes=90)
    assert [who.name for who in one.people] == ["Anna Example", "Vera Example"]
    assert len(one.attachments) == 2


def moment(time: str) -> dict[str, str]:
    """Return a moment as Indico writes it."""
    return {"date": "2024-07-08", "time": time, "tz": "Europe/Zurich"}


def test_a_timetable_of_indico() -> None:
    talk = {
        "entryType": "Contribution",
        "contributionId": 11,
        "title": "Gears",
        "startDate": moment("10:00:00"),
        "endDate": moment("10:30:00"),
        "room": "Hall A",
        "description": "<p>One &amp; two</p><script>x()</script>",
        "presenters": [{"firstName": "Anna", "familyName": "Example"}],
        "attachments": {"files": [{"title": "Slides", "download_url": "https://example.org/a"}]},
    }
    block = {
        "entryType": "Session",
        "title": "Making",
        "startDate": moment("10:00:00"),
        "endDate": moment("12:00:00"),
        "entries": {"c1": talk, "b1": {"entryType": "Break", "title": "Coffee"}},
    }
    alone = {**block, "title": "Panel", "entries": {}, "room": "Hall B"}
    whole = {"count": 1, "results": {"42": {"20240708": {"s1": block, "s2": alone}}}}
    read_back = parse_schedule(json.dumps(whole).encode(), "t.json", ZONE)
    first, second = read_back.programme.sessions
    assert (first.title, first.track, first.room) == ("Gears", "Making", "Hall A")
    assert first.begins == dt.datetime(2024, 7, 8, 13, tzinfo=ZONE)
    assert first.description == "One & two\nx()", "its text, and no markup"
    assert first.people[0].name == "Anna Example"
    assert first.attachments[0].title == "Slides"
    assert (second.title, second.duration) == ("Panel", dt.timedelta(hours=2))
    assert any("break" in str(note) for note in read_back.notes)


def test_an_event_of_indico_with_contributions() -> None:
    contribution = {
        "id": "3",
        "title": "Gears",
        "startDate": moment("23:30:00"),
        "duration": 60,
        "roomFullname": "Hall A",
        "speakers": [{"first_name": "李", "last_name": "示例"}],
    }
    later = {"id": "4", "title": "Later", "startDate": None}
    event = {"id": "42", "title": "Fair", "timezone": "Europe/Zurich",
             "contributions": [contribution, later]}  # fmt: skip
    programme = read(json.dumps({"results": [event]}), "e.json")
    (one,) = programme.sessions
    assert programme.zone.key == "Europe/Zurich"
    assert one.ends == dt.datetime(2024, 7, 9, 0, 30, tzinfo=ZoneInfo("Europe/Zurich"))
    assert one.people[0].name == "李 示例"


def test_a_workbook_is_read_like_a_list() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Title", "Date", "Start (time)", "End (time)", "Room", "Speakers"])
        sheet.write_row(1, 0, ["Night", "08.07.2024", "22:00", "00:30", "Hall", "Anna; Vera"])
    (one,) = read(file.getvalue(), "list.xlsx").sessions
    assert one.duration == dt.timedelta(minutes=150), "past midnight"
    assert [who.name for who in one.people] == ["Anna", "Vera"]


def write_book(*sheets: list[list[object]], merged: str = "") -> bytes:
    """Return a workbook of sheets with these rows; ``merged`` is a range of cells in each."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    ) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if merged:
                sheet.merge_range(merged, rows[3][1])
    return file.getvalue()


def list_times(programme: Programme) -> list[str]:
    """Return when and where each session is, and what it is called."""
    return [
        f"{one.begins:%m-%d %H:%M}-{one.ends:%H:%M} {one.room} {one.title}"
        for one in programme.sessions
    ]


def test_a_workbook_made_by_hand() -> None:
    """A title above, blank rows, odd headings, merged cells, and numbers for dates and times."""
    day = 45_481  # 2024-07-08, as a sheet counts
    rows: list[list[object]] = [
        ["Congress programme, draft 3"], [],
        ["Session title *", "Day", "Begin", "Ends", "Hall / Room", "Speaker(s)", "Abstract (EN)"],
        ["Opening", dt.date(2024, 7, 8), 0.375, 0.4375, "Main", "Anna; Vera", "Short"],
        ["Second", "", "10:45 AM", "12.15", "Main", "", ""],
        ["Third", day, 0.5, "1:30 pm", "B", "", ""],
    ]  # fmt: skip
    notes: list[list[object]] = [["What is still to do"], ["Call the hall"]]
    programme = read(write_book(rows, merged="B4:B5"), "list.xlsx")
    assert list_times(programme) == [
        "07-08 09:00-10:30 Main Opening", "07-08 10:45-12:15 Main Second",
        "07-08 12:00-13:30 B Third",
    ]  # fmt: skip
    assert [who.name for who in programme.sessions[0].people] == ["Anna", "Vera"]
    assert programme.sessions[0].abstract == "Short"
    assert len(read(write_book(notes, rows[2:4]), "list.xlsx").sessions) == 1, "the second sheet"


@pytest.mark.parametrize(
    "content",
    [
        "Session,Time,Room\nMonday 8 July 2024,,\nGears,10:00-11:30,Main\n",
        "Тема,Дата,Время,Зал\nGears,08.07.2024,10:00 – 11:30,Main\n",
        "标题,日期,开始时间,结束时间,会议室\nGears,2024-07-08,10:00,11:30,Main\n",
        'Topic,Start time,End time,Stage\nGears,"July 8, 2024 10:00 AM",11:30 a.m.,Main\n',
        "Title,Start,Duration,Hall\nGears,45481.4166666667,0.0625,Main\n",
        "Titel,Datum,Beginn,Ende,Saal\nGears,8.7.2024,10.00,11.30,Main\n",
    ],
)
def test_headings_and_times_as_people_write_them(content: str) -> None:
    assert list_times(read(content)) == ["07-08 10:00-11:30 Main Gears"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Title,Start,End\nGears,soon,2024-07-08 11:00\n",
         'list.csv:2: Start "soon": expected a day and a time such as 2023-07-10 14:30'),
        ("Title,Start,Duration\nGears,2024-07-08 10:00,long\n",
         'list.csv:2: Duration "long": expected a length such as 45, 01:30 or 1 hour 30 minutes'),
        ("Title,Start,End\nA,2024-07-08 10:00,2024-07-08 09:00\n",
         'list.csv:2: End "2024-07-08 09:00": expected an end after the start, and within a day'
         " of it"),
        ("Title,Date,Start (time),Duration\n,2024-07-08,10:00,30\n",
         "list.csv:2: Title: expected a title"),
        ("Title,Date,Start (time),Duration\nA,2024-13-08,10:00,30\n",
         'list.csv:2: Date "2024-13-08": expected a day such as 2023-07-10'),
        ("Name of things,Start\nA,2024-07-08 10:00\n",
         "list.csv: expected a heading Title and, for when, Start or Date: is this a list of"
         " sessions?"),
        ("Title,Room\nA,Hall\n",
         "list.csv: expected a heading Start, or Date and Start (time), for when"),
    ],
)  # fmt: skip
def test_a_fault_names_its_cell(content: str, said: str) -> None:
    assert problems(content) == [said]


def test_all_faults_come_at_once() -> None:
    rows = "".join(f"S{n},2024-07-0{n} 10:00,never\n" for n in range(1, 6))
    assert len(problems("Title,Start,Duration\n" + rows)) == 5


def test_one_speaker_under_two_spellings_is_said(small: Fair) -> None:
    text = (
        "Title,Start,Duration,Room,Speakers\n"
        "A,2024-07-08 10:00,30,X,Aleksandr Primerov\n"
        "B,2024-07-08 11:00,30,X,aleksandr  PRIMEROV\n"
        "C,2024-07-08 12:00,30,X,Alexandr Primerov\n"
    )
    taken = take_programme(small, read(text), "list.csv")
    assert taken.new_people == 2, "capitals and spaces are the same person; letters are asked about"
    assert any("perhaps the same" in str(one) for one in taken.notes)
    again = take_programme(taken.fair, read(text.replace("Alexandr", "Alexander")), "list.csv")
    assert [one.value for one in again.notes] == ["Alexander Primerov"], "of those of the fair, too"


def test_a_session_without_an_identifier_is_known_by_the_one_that_exports_give_it(
    small: Fair,
) -> None:
    (known,) = small.sessions["id"].to_pylist()[:1]
    guid, day = derive_guid(small.settings.code, known), small.settings.first_day
    text = f"Title,GUID,Start,Duration,Room\nAgain,{guid},{day} 10:00,30,X\n"
    (row,) = take_programme(small, read(text), "list.csv").fair.sessions.to_pylist()
    assert (row["id"], row["title"]) == (known, "Again")


def test_a_language_that_is_none_is_left_out_and_said(small: Fair) -> None:
    text = "Title,Start,Duration,Room,Language\n" + "".join(
        f"Session {at},{small.settings.first_day} 1{at}:00,30,X,{said}\n"
        for at, said in enumerate(("de-CH", "xx", "Klingon", "Chinese", "rus", ""))
    )
    taken = take_programme(small, read(text), "list.csv")
    assert taken.fair.sessions["language"].to_pylist() == ["de", None, None, "zh", "ru", None]
    assert [(one.field, one.value) for one in taken.notes] == [
        ("language", "Session 1"), ("language", "Session 2")
    ]  # fmt: skip


def test_near_names_are_found_among_tens_of_thousands_at_once() -> None:
    parts = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    words = ["".join(one) for one in itertools.product(parts, repeat=3)]
    known = [f"{words[at]} {words[-at - 1]}" for at in range(0, 100_000, 2)]
    first, last = known[777].split()
    fresh = [f"{last} {first}a", f"{first}, {last}x", "李示例", "Somebody Else"]
    begun = time.process_time()
    notes = note_near_names(fresh, [*known, "李示例甲"], "list.csv")
    assert time.process_time() - begun < 5
    assert [one.value for one in notes] == fresh[:3]


def test_what_is_taken_keeps_subtitle_links_and_what_else_the_file_says(small: Fair) -> None:
    (one,) = read(PRETALX).sessions
    row = take_programme(small, read(PRETALX), "s.csv").fair.sessions.to_pylist()[0]
    assert row["abstract"] == one.abstract
    assert row["links"] == ["https://example.org/a.pdf"]
    assert set(row["extras"]) == {"kind=Talk", "code=ABC123", "recorded=no"}


def test_json_of_other_shapes_is_refused_in_words() -> None:
    for text in ("[]", "[1, 2]", '{"results": 5}', '{"results": []}', '{"results": [{}]}'):
        assert problems(text, "x.json")
    assert problems("[" * 100_000, "x.json") == ["x.json: expected JSON, it is not"]


_CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(),
    st.booleans(),
    st.lists(st.text(max_size=4), max_size=2),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["Title", "Start", "Date", "Duration", "Room", "End"]), _CELLS
        ),
        max_size=4,
    )
)
def test_any_list_is_read_or_refused(rows: list[dict[str, Any]]) -> None:
    try:
        sessions = read(json.dumps(rows), "x.json").sessions
    except InvalidInput:
        return
    assert all(isinstance(one, ProgrammeSession) and one.duration for one in sessions)


@given(st.integers(1, 23), st.integers(0, 59))
def test_lengths_say_the_same_in_every_form(hours: int, minutes: int) -> None:
    length = dt.timedelta(hours=hours, minutes=minutes)
    assert parse_length(f"{hours:02d}:{minutes:02d}") == length
    assert parse_length(f"{hours} hours {minutes} minutes") == length
    assert parse_length(f"{hours}h {minutes}m") == length
    assert parse_length(str(hours * 60 + minutes)) == length


@pytest.mark.parametrize("text", ["9" * 14 + " days", "9" * 5000 + "h", "3000000 d", "99 d " * 9])
def test_no_length_is_longer_than_a_calendar(text: str) -> None:
    assert parse_length(text) is None
    (said,) = problems(f"Title,Start,Duration\nA,2024-07-08 10:00,{text}\n")
    assert "expected a length such as" in said
