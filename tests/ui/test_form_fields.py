"""Fields of forms take what a folder of the fair could carry, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import fairlead
from fairlead.folder.controls import write_line
from fairlead.folder.kinds import EMAIL, TEXT, WEBSITE
from fairlead.ui.forms.fields import (
    AddressField,
    DayField,
    LineField,
    MomentField,
    WebAddressField,
)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50))
def test_a_line_has_no_breaks(text: str) -> None:
    line = LineField(required=False).clean(text)
    assert line == write_line(text)
    assert "\n" not in line


@pytest.mark.parametrize("address", ["a|b@example.org", "guest@localhost", "o'neil+x@example.org",
                                     "a" * 242 + "@example.org"])  # fmt: skip
def test_an_address_of_the_site_goes_into_a_folder(address: str) -> None:
    assert EMAIL.parse(AddressField().clean(address)) == address
    assert EMAIL.parse("boss@intranet") == "boss@intranet"


@pytest.mark.parametrize(
    "address",
    ['"a b"@example.org', '"a,b"@example.org', "name@example", "a@b@c.org", "a@.org",
     "a" * 243 + "@example.org"],
)  # fmt: skip
def test_an_address_that_no_folder_could_carry_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="Please write"):
        AddressField().clean(address)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", 'https://example.org/"a', "https://example.org/<b>"]
)
def test_a_web_address_that_no_folder_could_carry_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        WebAddressField().clean(address)
    with pytest.raises(ValueError, match="expected a web address"):
        WEBSITE.parse(address)


def test_an_address_has_one_spelling_of_its_host() -> None:
    assert AddressField().clean(" Guest@пример.рф ") == "Guest@xn--e1afmkfd.xn--p1ai"
    assert EMAIL.parse("Guest@xn--e1afmkfd.xn--p1ai") == EMAIL.parse("Guest@пример.рф")


@pytest.mark.parametrize(
    ("host", "written"),
    [
        ("straße.de", "xn--strae-oqa.de"),
        ("βόλος.com", "xn--nxasmm1c.com"),
        ("ıx.org", "xn--x-eka.org"),
        ("Ｅｘ.org", "ex.org"),
        ("münchen.de", "xn--mnchen-3ya.de"),
    ],
)
def test_a_host_is_nobody_elses(host: str, written: str) -> None:
    assert EMAIL.parse(f"guest@{host}") == f"guest@{written}"


@pytest.mark.parametrize(
    "address",
    [
        *(f"{name}@example.org" for name in ("straße", "ıx", "İx", "ſx", "\u212ax", "ａx", "ﬁ")),
        *(f"guest@{host}" for host in ("[127.0.0.1]", "[IPv6:::1]", "example.org.", "☕.example")),
        "a..b@example.org",
    ],
)
def test_what_no_mail_reaches_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="such as name@"):
        AddressField().clean(address)


def test_a_line_of_the_site_goes_into_a_folder() -> None:
    assert TEXT.parse(LineField().clean(" two\r\nlines\tof text ")) == "two lines of text"


@pytest.mark.parametrize("year", ["0001", "1899", "2201", "9999"])
@pytest.mark.parametrize("zone", ["Asia/Yekaterinburg", "America/Lima"])
def test_days_and_moments_are_of_years_that_a_folder_can_say(year: str, zone: str) -> None:
    with timezone.override(zone):
        for field, end in ((DayField(), ""), (MomentField(), "T00:00"), (MomentField(), "T23:59")):
            for day in (f"{year}-01-01{end}", f"{year}-12-31{end}"):
                with pytest.raises(ValidationError, match="Enter a valid date"):
                    field.clean(day)
        assert DayField().clean("1900-01-01") == dt.date(1900, 1, 1)
        assert MomentField().clean("2200-12-31T23:59").year == 2200


def test_no_form_takes_a_day_of_any_year() -> None:
    folder = Path(fairlead.__file__).parent / "sites"
    bare = [
        path.name
        for path in folder.rglob("*.py")
        if re.search(r"forms\.Date(Time)?Field\(", path.read_text("utf-8"))
    ]
    assert bare == [], "use DayField or MomentField"
