"""Every figure of a folder has a bound: at it the folder reads, beyond it the refusal is clear."""

from __future__ import annotations

import csv
import io
import math
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from tests.folder.conftest import SMALL
from tests.folder.lived import join_lived
from tests.folder.partnership import join_partnership
from tests.folder.registered import join_registered

from fairlead.folder import bounds
from fairlead.folder.bounds import Bound
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.read import read_fair
from fairlead.folder.schema import Field
from fairlead.folder.schemas import SCHEMAS
from fairlead.folder.toml_schema import BUDGET, SECTIONS
from fairlead.folder.write import write_fair

# What was lived is of requests that the small fair has not.
_MORE = {"requests.csv", "request_parties.csv", "sessions.csv"}
Edit = Callable[[str, str, str], None]
Complain = Callable[[], list[str]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small fair with a row in every file."""
    path = tmp_path_factory.mktemp("whole") / "fair"
    write_fair(join_registered(join_lived(join_partnership(read_fair(SMALL)))), path)
    return path


@pytest.fixture
def folder(folder: Path, whole: Path) -> Path:
    """Return a copy of the small fair, with what it has not from the whole one."""
    for file in whole.glob("*.csv"):
        if file.name in _MORE or not (folder / file.name).exists():
            shutil.copy(file, folder)
    for name in ("pictures", "months"):
        shutil.copytree(whole / name, folder / name)
    with (folder / "fair.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[[fewer_tables]]\ndate = 2024-07-08\nslot = 1\ntables = 0\n")
    return folder


def fields() -> Iterator[tuple[str, Field]]:
    """Yield every field with its file, or its section of fair.toml."""
    for schema in SCHEMAS:
        yield from ((schema.file, field) for field in schema.fields)
    for section in SECTIONS:
        yield from ((section.name, field) for field in section.fields)
    yield "portfolio.budgets", BUDGET


def figures() -> Iterator[tuple[str, Field, Bound]]:
    """Yield every field of figures with its bound."""
    for place, field in fields():
        if field.kind.bound is not None:
            yield place, field, field.kind.bound


def beyond(field: Field, bound: Bound) -> Iterator[str]:
    """Yield figures a little and very much beyond the bound, as a cell has them."""
    if "whole number" in field.kind.words:
        figures = (bound.low - 1, bound.high + 1, 10**18 - 1)
        yield from (str(figure) for figure in figures if figure not in bound)
    else:
        yield from (repr(math.nextafter(bound.low, -math.inf)), "-1e308", "1e999")
        yield repr(math.nextafter(bound.high, math.inf))


def put(folder: Path, place: str, field: str, value: str) -> None:
    """Write a value into the first row of a CSV file, or into the first section of that name."""
    if place.endswith(".csv"):
        path = folder / place
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        if field not in rows[0]:
            rows = [[*row, "" if number else field] for number, row in enumerate(rows)]
        rows[1][rows[0].index(field)] = value
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        path.write_bytes(out.getvalue().encode())
        return
    path = folder / "fair.toml"
    text = path.read_text("utf-8")
    head = re.search(rf"^\[\[?{re.escape(place)}\]\]?\n", text, re.M)
    assert head is not None, place
    end = text.find("\n[", head.end())
    section = text[head.end() : end if end > 0 else None]
    rest = "" if end < 0 else text[end:]
    section = re.sub(rf"^{field} = .*\n?", "", section, flags=re.M)
    path.write_text(f"{text[: head.end()]}{field} = {value}\n{section}{rest}", "utf-8")


def faults(folder: Path) -> list[InputError]:
    """Return what is wrong with the folder."""
    try:
        read_fair(folder)
    except InvalidInput as error:
        return list(error.problems)
    return []


def test_every_figure_has_a_bound() -> None:
    for place, field in fields():
        arrow = field.kind.arrow
        kind = arrow.value_type if pa.types.is_list(arrow) else arrow
        if pa.types.is_integer(kind) or pa.types.is_floating(kind):
            assert field.kind.bound is not None, f"{place} {field.name}"


NUMBERS = [
    pytest.param(place, field, bound, id=f"{place}-{field.name}")
    for place, field, bound in figures()
    if place != "flows"  # the small fair has none
]


@pytest.mark.parametrize(("place", "field", "bound"), NUMBERS)
def test_beyond_a_bound_the_refusal_says_where_what_and_why(
    folder: Path, place: str, field: Field, bound: Bound
) -> None:
    name = "BLR" if field is BUDGET else field.name
    for value in beyond(field, bound):
        put(folder, place, name, f"[{value}]" if field is BUDGET else value)
        (problem, *_) = [fault for fault in faults(folder) if fault.field.split(".")[-1] == name]
        assert problem.file == (place if place.endswith(".csv") else "fair.toml")
        assert problem.line > 0
        assert problem.value.strip("[]") in {value, str(float(value))}
        if value != "1e999":
            assert problem.expected.startswith("expected a")
            assert problem.expected.endswith(
                f"at least {bounds.write_limit(bound.low)} "
                f"and at most {bounds.write_limit(bound.high)}"
            )


@pytest.mark.parametrize(("place", "field", "bound"), NUMBERS)
def test_at_a_bound_the_figure_is_taken(
    folder: Path, place: str, field: Field, bound: Bound
) -> None:
    name = "BLR" if field is BUDGET else field.name
    for figure in (bound.low, bound.high):
        value = str(figure) if "whole number" in field.kind.words else repr(float(figure))
        put(folder, place, name, f"[{value}]" if field is BUDGET else value)
        assert not [fault for fault in faults(folder) if "at least" in fault.expected]


@pytest.mark.parametrize(
    "value",
    [
        "http://[", "https://[::1", "http://]/", "https://[x]/", "http://", "https:///path",
        "http://a:99999/", "http://a:b/", "https://:80/", "https://?q", "http://[v1.a]/", "ftp://a/",
    ],
)  # fmt: skip
def test_a_web_address_names_a_host(folder: Path, edit: Edit, value: str) -> None:
    edit("organisations.csv", "https://gear.example.org/", value)
    (problem,) = faults(folder)
    assert (problem.file, problem.line, problem.field) == ("organisations.csv", 2, "website")
    assert problem.expected.startswith("expected a web address that starts with http://")


@pytest.mark.parametrize("value", ["http://[::1]:8000/", "https://пример.example/я?a=[b]#c"])
def test_web_addresses_as_they_are(folder: Path, edit: Edit, value: str) -> None:
    edit("organisations.csv", "https://gear.example.org/", value)
    assert read_fair(folder).organisations["website"][0].as_py() == value


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("fair.toml", "first_day = 2024-07-08", "first_day = 1899-12-31", "from 1900-01-01 to"),
        ("fair.toml", "first_day = 2024-07-08", "first_day = 2200-12-31", "ends by 2200-12-31"),
        ("fair.toml", "first_day = 2024-07-08", "first_day = 9999-12-31", "from 1900-01-01 to"),
        ("projects.csv", "-80|10|20|30|20", "|".join(["1"] * 101), "at most 100 values, got 101"),
        ("fair.toml", "BLR = [60.0, 60.0]", f"BLR = {[1.0] * 101}", "at most 100 values, got 101"),
        ("sessions.csv", "s1|c1", "|".join(f"x{n}" for n in range(1001)), "at most 1,000 values"),
        ("organisations.csv", "https://gear.example.org/", "https://" + "x" * 500, "at most 500"),
    ],
)
def test_other_bounds(
    edit: Edit, problems: Complain, file: str, old: str, new: str, expected: str
) -> None:
    edit(file, old, new)
    assert [line for line in problems() if expected in line]


def test_halls_without_end(folder: Path, problems: Complain) -> None:
    path = folder / "fair.toml"
    halls = "".join(
        f'[[halls]]\ncode = "h{n}"\nname = "H"\nwidth = 1\ndepth = 1\n' for n in range(200)
    )
    path.write_text(path.read_text("utf-8") + halls, "utf-8")
    assert [line for line in problems() if "expected at most 200 sections [[halls]]" in line]
