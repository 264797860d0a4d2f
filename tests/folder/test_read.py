"""Reading a folder: what is accepted, and what is said of every kind of bad input."""

from __future__ import annotations

import codecs
import csv
import io
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.schemas import SCHEMAS

Complain = Callable[[], list[str]]
Edit = Callable[[str, str, str], None]


def test_the_small_fair_is_typed(small: Fair) -> None:
    gear = small.organisations.to_pylist()[0]
    assert gear["description"] == "Gearboxes, shafts\nand couplings"
    assert gear["languages"] == ["en", "ru"]
    assert small.organisations["name"][1].as_py() == 'Bearing "Circle" Ltd'
    assert small.requests["weight"].to_pylist() == [3, 1, 2, 1, 1.5, 2, 1]
    assert small.projects["partners"].to_pylist()[0] == [("BLR", 0.5), ("RUS", 0.5)]
    assert small.projects["cash_flows"].to_pylist()[2] == [-20, 9, 9, 9]
    assert small.needs["volume_usd"].to_pylist() == [1500000, None, 20000.5]
    assert small.settings.slot_start(7).isoformat() == "2024-07-09T10:30:00"


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_dialects_read_the_same(
    folder: Path, small: Fair, bom: bytes, delimiter: str, newline: str
) -> None:
    for path in folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
        path.write_bytes(bom + out.getvalue().encode())
    toml = folder / "fair.toml"
    toml.write_bytes(bom + toml.read_bytes().replace(b"\n", newline.encode()))
    assert read_fair(folder) == small


def test_columns_in_any_order_and_blank_lines(folder: Path, small: Fair) -> None:
    (folder / "expositions.csv").write_text(
        "\ncountry , NAME,id,area_m2,name_ru\n\n BLR,Belarus, belarus ,300,Беларусь\n,,,,\n",
        encoding="utf-8",
    )
    assert read_fair(folder) == small


def test_a_header_that_comes_again_or_late_is_the_only_thing_said(
    folder: Path, problems: Complain
) -> None:
    path = folder / "organisations.csv"
    text = path.read_text(encoding="utf-8")
    head = text.split("\n", 1)[0]
    path.write_text(f"{head}\n{text}", encoding="utf-8")
    assert problems() == [
        "organisations.csv:2: header: expected the header once, this line has it again: take it out"
    ]
    path.write_text(f"Exhibitors of 2024,,\n\n{text}", encoding="utf-8")
    assert problems() == [
        "organisations.csv:3: header: expected the header on the first line: "
        "take out the lines above it"
    ]


def test_lines_count_quoted_newlines(edit: Edit, problems: Complain) -> None:
    edit("organisations.csv", "KAZ,Almaty", "KAX,Almaty")
    assert problems() == [
        'organisations.csv:5: country "KAX": '
        "expected an ISO 3166-1 alpha-3 country code such as BLR"
    ]


def test_every_problem_of_every_file_at_once(edit: Edit, problems: Complain) -> None:
    edit("fair.toml", "Asia/Yekaterinburg", "Asia/Atlantis")
    edit("organisations.csv", "ISIC4:2813", "2813")
    edit("people.csv", "v1,Person Six,mine", "v1,Person Six,mines")
    edit("requests.csv", "r2,v1,bearing,", "r2,v1,bearing,heavy")
    assert problems() == [
        'fair.toml:13: fair.time_zone "Asia/Atlantis": '
        "expected an IANA time zone such as Asia/Yekaterinburg",
        'organisations.csv:5: sector "2813": '
        "expected an ISIC rev. 4 code of 2 to 4 digits such as ISIC4:26",
        'people.csv:7: organisation "mines": expected the id of a row in organisations.csv',
        'requests.csv:3: weight "heavy": '
        "expected a number such as 12.5, at least 0 and at most 1000",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ru,six@", "russian,six@", 'languages "russian": expected an ISO 639-1'),
        ("ru,six@mine", "ru,six at mine", 'email "six at mine.example.org": expected an e-mail'),
        ("v1,Person Six", "v 1,Person Six", 'id "v 1": expected 1 to 64 letters'),
        ("v1,Person Six", ",Person Six", "id: expected a value (id)"),
        ("v1,Person Six", "v1,\u200b", "expected a value (text, one line)"),
        ("visitor,Chief", "vistor,Chief", "did you mean visitor?"),
        ("Chief mechanic,RUS", "Chief mechanic,RU", "did you mean RUS?"),
        ("v1,Person Six,mine", "v1,Person Six,mine,mine", "expected 8 cells, got 9"),
        ("v1,Person Six,mine", "v1,Person Six", "expected 8 cells, got 7"),
        ("Chief mechanic", "x" * 501, "expected at most 500 characters, got 501"),
        ("Chief mechanic", "Chief\x07", "without control characters or line breaks"),
        ("Chief mechanic", "Chief\ufffe", "without control characters or line breaks"),
        ("six@mine", "six\x07@mine", "expected an e-mail address"),
    ],
)
def test_bad_cells_of_people(edit: Edit, problems: Complain, old: str, new: str, said: str) -> None:
    edit("people.csv", old, new)
    first = next(line for line in problems() if line.startswith("people.csv"))
    assert first.startswith("people.csv:7:")
    assert said in first


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("offers.csv", "HS:848210", "HS:8482100", "expected a product code"),
        ("offers.csv", "HS:848210", "HS:998210", "chapter from 01 to 97"),
        ("offers.csv", "HS:848210", "CPC21:43310", "the code of HS or ISIC that the published"),
        ("offers.csv", "HS:848210", "HS2018:848210", "expected an HS version"),
        ("offers.csv", "HS:848210", "HS:870210", "expected a code in, above or below"),
        ("offers.csv", "HS:848210", "HS:848210|", "none of them empty"),
        ("offers.csv", "HS:848210", "HS:848210|HS:848210", "expected each value once"),
        ("projects.csv", "BLR=0.5|RUS=0.5,,", "BLR=0.5|RUS=0.4,,", "sum to 1, got 0.9"),
        ("projects.csv", "KAZ=1", "KAZ", "expected shares by economy"),
        ("projects.csv", "-20|9|9|9", "-20|9|nan|9", "expected an amount"),
        ("projects.csv", "-20|9|9|9", "-20|9|1e999|9", "expected an amount"),
        ("stands.csv", "2-A1,2,A1,5,5", "2-A1,2,A1,5;5,5", "expected a number"),
        ("sessions.csv", "12:00,13:15", "12:00,25:15", "expected a time of day"),
        ("requests.csv", "2024-07-08,1", "2024-02-30,1", "expected a date"),
    ],
)
def test_bad_cells_elsewhere(
    edit: Edit, problems: Complain, file: str, old: str, new: str, said: str
) -> None:
    edit(file, old, new)
    assert any(line.startswith(file) and said in line for line in problems()), problems()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            "id,name,name_ru,contry,area_m2",
            'header "contry": unknown column: did you mean country?',
        ),
        ("id,name,name_ru,contry,area_m2", "header: expected a column country, it is missing"),
        ("id,id,name_ru,country,area_m2", 'header "id": expected each column once'),
        ("", "expected a header line such as id,name,name_ru,country,area_m2"),
    ],
)
def test_wrong_header(folder: Path, problems: Complain, header: str, said: str) -> None:
    (folder / "expositions.csv").write_text(f"{header}\n", encoding="utf-8")
    assert f"expositions.csv:1: {said}" in problems()
    # the stand's reference to an exposition that could not be read is not another problem
    assert not any(line.startswith("stands.csv") for line in problems())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "people.csv:1: expected a header line"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "people.csv:3: expected text, got a binary file"),
        (b"PK\x03\x04rest", "people.csv: expected text, got a spreadsheet or archive"),
        ("id".encode("utf-16"), "people.csv: expected UTF-8, got UTF-16"),
        ("id,name,role\np,Имя,visitor".encode("cp1251"), "people.csv:2: expected UTF-8, got"),
        (b'id,name,role\na,"open,visitor\nb,c,d\n', "people.csv:2: expected quotes that close"),
        (b'id,name,role\na,"b"c,visitor\n', "people.csv:2: expected quotes that close"),
        (b"id,name,role\na," + b"x" * 140_000 + b",visitor\n", "cells of at most 131,072"),
    ],
)
def test_files_that_cannot_be_taken_apart(
    folder: Path, problems: Complain, content: bytes, said: str
) -> None:
    (folder / "people.csv").write_bytes(content)
    lines = problems()
    assert any(said in line for line in lines)
    assert all(line.startswith("people.csv") for line in lines), "no problem that only follows"


def test_missing_things(folder: Path, tmp_path: Path, problems: Complain) -> None:
    with pytest.raises(InvalidInput, match="no such folder"):
        read_fair(tmp_path / "nowhere")
    with pytest.raises(InvalidInput, match="expected a folder, got a file"):
        read_fair(folder / "people.csv")
    with pytest.raises(InvalidInput):
        read_fair(Path("a\x00b"))
    (folder / "people.csv").unlink()
    (folder / "people.csv").mkdir()
    (folder / "fair.toml").unlink()
    assert problems()[0] == "fair.toml: expected this file, it is missing"
    assert "people.csv: expected a plain file" in problems()


@pytest.mark.parametrize("file", ["fair.toml", *(schema.file for schema in SCHEMAS)])
@pytest.mark.parametrize("there", [True, False])
def test_no_file_is_a_link_out_of_the_folder(
    folder: Path, tmp_path: Path, problems: Complain, file: str, *, there: bool
) -> None:
    secret = tmp_path / "secret"
    if there:
        secret.write_text("id,name,secret\n", encoding="utf-8")
    (folder / file).unlink(missing_ok=True)
    (folder / file).symlink_to(os.path.relpath(secret, folder))
    expected = f"{file}: expected a file of the fair folder, this link leads out"
    assert [line for line in problems() if line.startswith(f"{file}:")] == [expected]


def test_links_inside_the_folder_and_to_it_are_followed(
    folder: Path, tmp_path: Path, small: Fair
) -> None:
    (folder / "people.csv").rename(folder / "people-2.txt")
    (folder / "people.csv").symlink_to("people-2.txt")
    (tmp_path / "link").symlink_to(folder)
    assert read_fair(tmp_path / "link") == small


def test_a_link_to_itself_is_no_file(folder: Path, problems: Complain) -> None:
    (folder / "people.csv").unlink()
    (folder / "people.csv").symlink_to("people.csv")
    assert any(
        line.startswith("people.csv: expected a file that can be read") for line in problems()
    )


def test_a_pipe_is_not_waited_for(folder: Path, problems: Complain) -> None:
    (folder / "people.csv").unlink()
    os.mkfifo(folder / "people.csv")
    assert "people.csv: expected a plain file" in problems()


def test_nearly_right_file_names(folder: Path, problems: Complain) -> None:
    (folder / "project.csv").write_text("anything", encoding="utf-8")
    for other in ("notes.csv", "matches.csv", "timetable.csv"):  # the last two are results
        (folder / other).write_text("anything", encoding="utf-8")
    assert problems() == ["project.csv: unknown file: did you mean projects.csv?"]


def test_two_hundred_thousand_rows_in_seconds(folder: Path) -> None:
    rows = "".join(
        f'p{n},"Person, {n}",mine,visitor,"Quoted ""title""",RUS,en|ru,p{n}@example.org\n'
        for n in range(200_000)
    )
    with (folder / "people.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    began = time.process_time()
    fair = read_fair(folder)
    assert fair.people.num_rows == 200_009
    assert time.process_time() - began < 12  # two to three on a quiet machine


def test_two_hundred_thousand_bad_rows_are_capped(folder: Path, problems: Complain) -> None:
    with (folder / "people.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"p{n},Person,mine,vistor,,XX,zz,none\n" for n in range(200_000))
    assert 10_000 <= len(problems()) <= 20_000
