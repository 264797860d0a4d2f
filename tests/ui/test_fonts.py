"""A page has a font for every letter on it, and loads no other."""

from __future__ import annotations

import re
from base64 import b64encode
from importlib import resources
from pathlib import Path

import pytest
from django.template import engines

from fairlead.ui.fonts import (
    CHINESE,
    KOREAN,
    embed_fonts,
    list_further_sheets,
    list_known_faces,
    list_letters_of,
)
from fairlead.ui.languages import list_translations

SAMPLES = {
    "Latin": "Łódź İzmir Çelik & Sønner",
    "Vietnamese": "Công nghệ Việt",
    "Cyrillic": "Щёлково Қазақстан Ўзбекистон",
    "Greek": "Ελληνικά",
    "Arabic": "شركة الآلات",
    "Devanagari": "हिन्दी",
    "Hebrew": "תעשיית מכונות",
    "Armenian": "Մեքենաշինություն և",
    "Georgian": "მანქანათმშენებლობა",
    "Thai": "เครื่องจักรกล",
    "Chinese": "机床制造 機械",
    "Japanese": "株式会社 広沢鉄工所 ソニー",
    "Korean": "현대 기계 공업",
}


@pytest.mark.parametrize("script", SAMPLES)
def test_every_script_is_drawn(script: str) -> None:
    drawn = {letter for face in list_known_faces() for letter in face.letters}
    assert [letter for letter in SAMPLES[script] if ord(letter) not in drawn] == []


@pytest.mark.parametrize("script", SAMPLES)
def test_every_script_is_printed_without_fonts_of_the_machine(script: str) -> None:
    listed = resources.files("fairlead.charts") / "fonts" / "letters.txt"
    drawn = list_letters_of(listed.read_text(encoding="ascii"))
    assert [letter for letter in SAMPLES[script] if ord(letter) not in drawn] == []


def test_the_files_of_all_faces_are_there() -> None:
    assert len(list_known_faces()) > 100
    assert [face.file for face in list_known_faces() if not face.file.is_file()] == []


@pytest.mark.parametrize(
    ("text", "sheets"),
    [
        ("Made in Łódź — Щёлково, شركة, Ελλάδα, हिन्दी", []),
        (" ".join(name for _, name in list_translations()), []),
        ("日本語 한국어", []),
        ("机床", [CHINESE]),
        ("ソニー", [CHINESE]),
        ("현대", [KOREAN]),
        ("현대 机床", [CHINESE, KOREAN]),
    ],
)
def test_only_a_page_with_such_characters_lists_their_slices(text: str, sheets: list[str]) -> None:
    assert list_further_sheets(text) == sheets


@pytest.mark.parametrize(("name", "linked"), [("机床厂", True), ("Werk", False)])
def test_a_template_links_what_is_inside(name: str, linked: bool) -> None:  # noqa: FBT001
    source = "{% load ui %}<head>{% with_fonts %}</head>{{ name }}{% endwith_fonts %}"
    page = engines["django"].from_string(source).render({"name": name})
    assert page.endswith(f"</head>{name}")
    assert (CHINESE in page) == linked


def test_a_page_without_a_server_carries_what_it_needs_and_no_more() -> None:
    latin = embed_fonts("Made in Chelyabinsk")
    assert len(re.findall("@font-face", latin)) == 2, "regular and semibold"
    assert "url(" not in latin.replace('url("data:font/woff2;base64,', "")
    both = embed_fonts("Made in 中国")
    assert "Noto Sans SC" in both
    assert "Arabic" not in both
    assert len(both) < 400_000


def test_a_letter_of_a_languages_name_is_as_bold_as_the_others() -> None:
    weights = re.findall(r"U\+6587", embed_fonts("斯洛文尼亚"))
    assert len(weights) == 1
    (names,) = (face for face in list_known_faces() if face.file.name == "names.woff2")
    assert b64encode(names.file.read_bytes()).decode() not in embed_fonts("斯洛文尼亚")


def test_every_vendored_font_has_its_licence() -> None:
    vendor = Path(list_known_faces()[0].file).parents[1]
    for folder in {face.file.parent for face in list_known_faces()}:
        assert "SIL Open Font License" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
        assert folder.parent == vendor


def test_faces_of_a_family_say_the_same_weights() -> None:
    """A browser puts together by unicode-range only faces of exactly one weight."""
    weights: dict[str, set[str]] = {}
    for face in list_known_faces():
        weights.setdefault(face.family, set()).add(face.weight)
    assert set(map(frozenset, weights.values())) == {
        frozenset({"400", "600"}),
        frozenset({"100 900"}),
    }
