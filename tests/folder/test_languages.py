"""An edition's languages: what a folder declares, and what is said of texts in others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table, build_text_column
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair

Edit = Callable[[str, str, str], None]
Complain = Callable[[], list[str]]
FOUR = 'languages = ["en", "ru", "zh-Hans", "ar"]\n'


@pytest.fixture
def four(edit: Edit, folder: Path) -> Path:
    """Return the folder with four languages declared and some texts in each."""
    edit("fair.toml", 'name = "River', f'{FOUR}name_ar = "معرض النهر"\nname = "River')
    edit("expositions.csv", "name_ru", "name_ru,name_zh-hans,NAME_AR")
    text = (folder / "expositions.csv").read_text("utf-8").replace("Беларусь", "Беларусь,白俄罗斯,")
    (folder / "expositions.csv").write_text(text, encoding="utf-8")
    return folder


def test_texts_of_four_languages_are_read_and_written_the_same(four: Path, tmp_path: Path) -> None:
    fair = read_fair(four)
    assert fair.settings.languages == ("en", "ru", "zh-Hans", "ar")
    assert fair.settings.name["ar"] == "معرض النهر"
    assert fair.settings.choose(fair.settings.name) == "River Industrial Fair 2024"
    assert fair.settings.choose(fair.settings.city, "ar").language == "en"
    assert fair.expositions["name_zh-Hans"].to_pylist() == ["白俄罗斯"]
    assert fair.texts("expositions", "name", "zh").to_pylist() == ["白俄罗斯"]
    assert fair.texts("expositions", "name", "ar").to_pylist() == ["Belarus"]
    assert fair.localized("expositions", "name")[0]["ru"] == "Беларусь"
    write_fair(fair, tmp_path / "first")
    again = read_fair(tmp_path / "first")
    write_fair(again, tmp_path / "second")
    assert again == fair
    for path in (tmp_path / "first").iterdir():
        assert path.read_bytes() == (tmp_path / "second" / path.name).read_bytes()


def test_the_first_language_is_the_editions_own(folder: Path, edit: Edit) -> None:
    edit("fair.toml", 'name = "River', 'languages = ["kk", "ru"]\nname = "River')
    fair = read_fair(folder)
    assert dict(fair.settings.name) == {
        "kk": "River Industrial Fair 2024",
        "ru": "Речная промышленная ярмарка 2024",
    }
    assert dict(fair.localized("expositions", "name")[0]) == {"kk": "Belarus", "ru": "Беларусь"}


def test_a_folder_of_before_is_in_english_and_in_russian_where_it_says_so(
    folder: Path, small: Fair
) -> None:
    assert small.settings.languages == ("en", "ru")
    for path in (*folder.glob("*.csv"), folder / "fair.toml"):
        text = path.read_text("utf-8")
        kept = [line for line in text.splitlines() if not line.startswith(("name_ru", "city_ru"))]
        if path.suffix == ".csv":
            kept = [line.replace("_ru", "_ignored") for line in kept]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    for path in folder.glob("*.csv"):  # no Russian column is left
        header, *_ = path.read_text("utf-8").splitlines()
        if "_ignored" in header:
            path.unlink()
    (folder / "organisations.csv").write_text("id,name,country\n", encoding="utf-8")
    (folder / "people.csv").write_text("id,name,role\n", encoding="utf-8")
    for name in (
        "requests.csv",
        "request_parties.csv",
        "request_history.csv",
        "availability.csv",
        "stands.csv",
        "ledger.csv",
    ):
        (folder / name).unlink()
    assert read_fair(folder).settings.languages == ("en",)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('["en", "xx"]', "no language is called xx"),
        ('["en", "ar\u200f"]', "character 3 is the invisible U+200F"),
        ('["en", "EN"]', "expected each value once"),
        ('["rus"]', "did you mean ru?"),
        ("[]", "expected at least one language tag"),
        ('"all"', "expected a list of language tag"),
        ("[1]", "expected a list of language tag"),
        (f"[{', '.join(repr(f'en-x-{n}') for n in range(21))}]", "expected at most 20 values"),
    ],
)
def test_wrong_languages(edit: Edit, problems: Complain, written: str, said: str) -> None:
    edit("fair.toml", 'name = "River', f'languages = {written}\nname = "River')
    found = problems()
    assert found[0].startswith("fair.toml:5: fair.languages")
    assert said in found[0]
    assert len(found) == 1, "nothing else is wrong"


@pytest.mark.parametrize(
    ("one", "other"), [("zh", "zh-Hans"), ("pt", "pt-BR"), ("zh-Hant", "zh-TW"), ("en-US", "en")]
)
def test_two_tags_of_one_language(edit: Edit, problems: Complain, one: str, other: str) -> None:
    declared = f'languages = ["kk", "ru", "{one}", "{other}"]'
    edit("fair.toml", 'name = "River', f'{declared}\nname = "River')
    assert problems() == [
        f'fair.toml:5: fair.languages "{other}": '
        f"expected one tag for one language: {one} and {other} are the same"
    ]


def test_tags_of_one_language_in_two_scripts_or_regions(edit: Edit, folder: Path) -> None:
    declared = ("kk", "kk-Arab", "zh", "zh-Hant", "en", "en-GB", "en-x-old", "sr", "sr-Latn", "ru")
    edit("fair.toml", 'name = "River', f'languages = {list(declared)}\nname = "River')
    assert read_fair(folder).settings.languages == declared


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            "name_fr",
            'header "name_fr": expected a language the edition declares (en, ru): add fr to '
            "fair.languages in fair.toml, or take this text out",
        ),
        ("name_en", "expected one text for one language: name is en, the edition's own"),
        ("name_RU", 'header "name_ru": expected each column once'),
        ("name_xx", "no language is called xx"),
        ("name_rus", "did you mean ru?"),
        ("name_ru\u200f", "character 8 is the invisible U+200F: take it out"),
        ("name_official", "unknown column: "),
        ("code_ru", "unknown column: "),
    ],
)
def test_columns_of_other_languages(edit: Edit, problems: Complain, header: str, said: str) -> None:
    edit("expositions.csv", "name_ru", f"name_ru,{header}")
    edit("expositions.csv", "Беларусь", "Беларусь,text")
    first = next(line for line in problems() if line.startswith("expositions.csv"))
    assert first.startswith("expositions.csv:1: header")
    assert said in first


@pytest.mark.usefixtures("four")
def test_one_language_spelled_in_two_ways_is_two_texts(edit: Edit, problems: Complain) -> None:
    edit("expositions.csv", "NAME_AR", "name_zh_hans")
    assert problems() == [
        'expositions.csv:1: header "name_zh_hans": '
        "expected one text for one language, name_zh-hans is there already"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('name_fr = "Foire"', "fair.name_fr"),
        ('name_en = "Fair"', "expected one text for one language: name is en"),
        ('name_q = "x"', "unknown name: did you mean name"),
        ("name_ru = 5", "expected"),
    ],
)
def test_keys_of_other_languages(edit: Edit, problems: Complain, line: str, said: str) -> None:
    edit("fair.toml", "edition = 3", f"{line}\nedition = 3")
    if line.startswith("name_ru"):
        edit("fair.toml", 'name_ru = "Речная промышленная ярмарка 2024"\n', "")
    first = problems()[0]
    assert first.startswith("fair.toml:")
    assert said in first


def test_a_mark_nobody_sees_in_a_code_is_named(edit: Edit, problems: Complain) -> None:
    edit("organisations.csv", "gear,", "ge\u200far,")
    assert problems()[0] == (
        "organisations.csv:2: id \"ge\ufffdar\": expected 1 to 64 letters A-Z, digits, '.', '_' or "
        "'-'; character 3 is the invisible U+200F: take it out"
    )


def test_a_room_has_one_name_in_each_language(edit: Edit, problems: Complain) -> None:
    edit("sessions.csv", "room,", "room,room_ru,")
    edit("sessions.csv", "11:00,Main hall,", "11:00,Main hall,Главный зал,")
    edit("sessions.csv", "13:15,Main hall,", "13:15,Main hall,Большой зал,")
    assert problems() == [
        'sessions.csv:3: room_ru "Большой зал": '
        'expected one name for the room Main hall, it is "Главный зал" on line 2'
    ]


def test_tables_know_their_languages() -> None:
    rows = build_table(
        "offers", {"id": ["a", "b"], "title": ["One", "Two"], "title_zh": ["一", None]},
        languages=("en", "zh"),
    )  # fmt: skip
    assert build_text_column(rows, "title", ("en", "zh"), reader="zh-hans").to_pylist() == [
        "一",
        "Two",
    ]
    with pytest.raises(ValueError, match=r"Expected columns of offers\.csv, got title_ru"):
        build_table("offers", {"id": ["a"], "title_ru": ["Один"]}, languages=("en", "zh"))
