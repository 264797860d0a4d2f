"""A catalogue that would break a page is refused, each fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairlead.folder.input_errors import InvalidInput
from fairlead.ui.messages.catalogues import language_of, open_catalogue
from fairlead.ui.messages.check import find_faults, list_missing_texts, list_plural_forms
from fairlead.ui.messages.collect import Text
from fairlead.ui.messages.po import Catalogue, read_po


def catalogue(language: str, texts: str, forms: str | None = None) -> Catalogue:
    rule = list_plural_forms(language) if forms is None else forms
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Plural-Forms: {rule}\\n"\n\n'
    return read_po(head + texts, file=f"{language}.po", language=language)


def faults(language: str, texts: str, forms: str | None = None) -> list[str]:
    return [str(fault) for fault in find_faults(catalogue(language, texts, forms))]


def plural(*strings: str) -> str:
    written = "".join(f'msgstr[{index}] "{string}"\n' for index, string in enumerate(strings))
    return 'msgid "%(n)s hall"\nmsgid_plural "%(n)s halls"\n' + written


ARABIC = ("لا قاعات", "قاعة واحدة", "قاعتان", "%(n)s قاعات", "%(n)s قاعة", "%(n)s قاعة")


def test_the_languages_have_as_many_forms_as_they_have() -> None:
    assert faults("ar", plural(*ARABIC)) == []
    assert faults("zh_Hans", plural("%(n)s 个展馆")) == []
    assert faults("ru", plural("%(n)s зал", "%(n)s зала", "%(n)s залов")) == []


@pytest.mark.parametrize(
    ("language", "strings", "said"),
    [
        ("ar", ARABIC[:2], "expected msgstr[0] to msgstr[5], 6 in all as the language ar has"),
        ("zh_Hans", ("%(n)s 个展馆", "%(n)s 个展馆"), "expected msgstr[0] to msgstr[0], 1 in all"),
        ("ru", ("%(n)s зал", "%(n)s залов"), "got 0, 1"),
    ],
)
def test_a_wrong_number_of_forms_is_told(
    language: str, strings: tuple[str, ...], said: str
) -> None:
    (fault,) = faults(language, plural(*strings))
    assert fault.startswith(f'{language}.po:6: "%(n)s hall": ')
    assert said in fault


@pytest.mark.parametrize(
    "forms",
    [
        "",
        "nplurals=2; plural=(n != 1);",
        "nplurals=6; plural=0;",
        "nplurals=6; plural=n==;",
        "nplurals=1; plural=n;",
        "nplurals=6; plural=__import__('os');",
    ],
)
def test_a_wrong_rule_in_the_header_is_told_with_the_right_one(forms: str) -> None:
    (fault,) = faults("ar", plural(*ARABIC), forms)
    assert fault.startswith("ar.po:1: Plural-Forms")
    assert "nplurals=6" in fault


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("kk", "nplurals=2; plural=n != 1;"),
        ("fa", "nplurals=2; plural=n > 1;"),
        ("hi", "nplurals=2; plural=n > 1;"),
        ("he", "nplurals=3; plural=n == 1 ? 0 : n == 2 ? 1 : 2;"),
        ("he", "nplurals=4; plural=n == 1 ? 0 : n == 2 ? 1 : n % 10 == 0 && n > 10 ? 2 : 3;"),
        ("zh_Hant", "nplurals=1; plural=0;"),
        (
            "ru",
            "nplurals=4; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
            "(n%100<12 || n%100>14) ? 1 : n%10==0 || n%10>=5 || n%100>=11 && n%100<=14 ? 2 : 3;",
        ),
    ],
)
def test_the_rules_that_translators_files_have_are_right(language: str, forms: str) -> None:
    number = int(forms[9])
    assert faults(language, plural(*["%(n)s x"] * number), forms) == []


@pytest.mark.parametrize(
    ("language", "forms", "number"),
    [
        ("kk", "nplurals=1; plural=0;", 2),
        ("fa", "nplurals=6; plural=n > 1;", 2),
        ("hi", "nplurals=1; plural=0;", 2),
        ("he", "nplurals=1; plural=0;", 3),
        ("zh_Hant", "nplurals=2; plural=n != 1;", 1),
        ("ru", "nplurals=2; plural=n != 1;", 3),
    ],
)
def test_a_rule_of_another_language_is_told_with_the_right_one(
    language: str, forms: str, number: int
) -> None:
    (fault,) = faults(language, plural("%(n)s x", "%(n)s x"), forms)
    assert fault.startswith(f"{language}.po:1: Plural-Forms")
    assert f"nplurals={number}" in fault


def test_another_spelling_of_the_same_rule_is_right() -> None:
    forms = (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;"
    )
    assert faults("ar", plural(*ARABIC), forms) == []


@pytest.mark.parametrize(
    ("text", "translation", "said"),
    [
        ("%(n)s of %(all)s", "%(all)s", "expected the places %(all)s, %(n)s"),
        ("%(n)s of %(all)s", "%(n)s из %(alle)s", "expected the places %(all)s, %(n)s"),
        ("%(n)s rows", "%(n)d rows", "expected the places %(n)s"),
        ("Hall %s", "Павильон", "expected the places %s in this order"),
        ("Version %d of %s", "%s: версия %d", "expected the places %d %s in this order"),
        ("Hall", "Павильон %s", "in this order"),
        ("from 40 %%", "от 40 %", "to be written %%"),
        ("Half", "50 %%", "expected no % sign"),
        ("Hall %s", "Павильон %s 100%", "to be written %%"),
        ("A <b>hall</b>", "<i>Павильон</i>", "expected the same markup"),
        ("Hall", "<script>", "expected the same markup"),
        ("Hall: ", "Павильон:", "expected the same spaces"),
    ],
)
def test_places_for_values_have_to_be_kept(text: str, translation: str, said: str) -> None:
    (fault,) = faults("ru", f'msgid "{text}"\nmsgstr "{translation}"\n')
    assert fault.startswith("ru.po:6: ")
    assert said in fault


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("%(n)s of %(all)s", "из %(all)s — %(n)s"),
        ("from 40 %%", "от 40 %%"),
        ("Hall %s", ""),
        ("Version %d of %s", "Версия %d: %s"),
    ],
)
def test_places_may_change_their_order_by_name(text: str, translation: str) -> None:
    assert faults("ru", f'msgid "{text}"\nmsgstr "{translation}"\n') == []


def test_only_a_form_for_one_number_may_say_it_as_a_word() -> None:
    said = faults("ru", plural("один зал", "%(n)s зала", "%(n)s залов"))
    assert len(said) == 1  # the first form is also that of 21
    assert "%(n)s" in said[0]


def test_what_is_missing_is_told_with_where_it_is_used() -> None:
    texts = {
        ("", one): Text(one, "", "", "page.html", 3) for one in ("Hall", "Stand", "Day", "Table")
    }
    found = catalogue(
        "ru",
        'msgid "Hall"\nmsgstr "Павильон"\n\nmsgid "Stand"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Day"\nmsgstr "Дань"\n',
    )
    said = [str(problem) for problem in list_missing_texts(found, texts)]
    assert said == [
        'ru.po: "Table": expected a translation (used in page.html:3)',
        'ru.po:9: "Stand": expected a translation (used in page.html:3)',
        'ru.po:13: "Day": expected a translation looked at, without “fuzzy” (used in page.html:3)',
    ]


def test_a_file_that_is_no_text_or_says_no_language_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b'msgid ""\nmsgstr "\xff"\n')
    with pytest.raises(InvalidInput, match="expected text in UTF-8"):
        open_catalogue(path, "ru")
    path.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match="header says its Language"):
        language_of(path)
    with pytest.raises(InvalidInput, match="expected a PO file, there is none"):
        language_of(tmp_path / "none.po")
