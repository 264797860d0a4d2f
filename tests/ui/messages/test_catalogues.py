"""The shipped catalogues are complete, and renewing one never loses a translation."""

from __future__ import annotations

import gettext
import io
import re
import shutil
from pathlib import Path

import pytest

from fairlead.folder.input_errors import InvalidInput
from fairlead.ui.messages import catalogues
from fairlead.ui.messages.catalogues import (
    LOCALE,
    begin_catalogue,
    file_of,
    languages,
    merge_texts,
    open_catalogue,
    renew,
)
from fairlead.ui.messages.check import list_missing_texts
from fairlead.ui.messages.collect import Text
from fairlead.ui.messages.mo import compile_mo
from fairlead.ui.messages.po import Catalogue, Message

SHIPPED = languages()


@pytest.mark.parametrize("language", SHIPPED)
def test_every_text_is_translated_in_every_form(language: str) -> None:
    catalogue = open_catalogue(file_of(language), language)
    assert [str(problem) for problem in list_missing_texts(catalogue)] == []


def test_days_stand_from_left_to_right_in_arabic_texts() -> None:
    messages = open_catalogue(file_of("ar"), "ar").messages.values()
    texts = [text for one in messages for text in one.strings.values()]
    bare = [text for text in texts if re.search(r"\d{4}-\d\d", re.sub("\u2066.*?\u2069", "", text))]
    assert not bare, "2026-07-06 is seen as 06-07-2026 there"


@pytest.mark.parametrize("language", SHIPPED)
def test_the_compiled_file_is_that_of_the_written_one(language: str) -> None:
    path = file_of(language)
    assert path.with_suffix(".mo").read_bytes() == compile_mo(open_catalogue(path, language))


def test_gettext_reads_what_is_compiled() -> None:
    messages = [
        Message("Hall", strings={0: "Павильон"}),
        Message("Hall", context="bath", strings={0: "Зал"}),
        Message("%(n)s hall", "%(n)s halls", strings={0: "%(n)s зал", 1: "%(n)s залов"}),
        Message("Day", strings={0: "Дань"}, fuzzy=True),
        Message("Gone", strings={0: "Ушло"}, obsolete=True),
        Message("half", "halves", strings={0: "половина", 1: ""}),
    ]
    header = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    compiled = compile_mo(Catalogue("", "ru", header, {one.key: one for one in messages}))
    known = gettext.GNUTranslations(io.BytesIO(compiled))
    assert known.gettext("Hall") == "Павильон"
    assert known.pgettext("bath", "Hall") == "Зал"
    assert known.ngettext("%(n)s hall", "%(n)s halls", 5) == "%(n)s залов"
    assert known.ngettext("half", "halves", 1) == "half"
    assert [known.gettext(one) for one in ("Day", "Gone")] == ["Day", "Gone"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LOCALE / "ru", tmp_path / "ru")
    return tmp_path


def test_renewing_changes_nothing_when_no_text_changed(folder: Path) -> None:
    before = file_of("ru", folder).read_bytes()
    renew("ru", folder=folder)
    assert file_of("ru", folder).read_bytes() == before == file_of("ru").read_bytes()


def test_a_file_with_a_wrong_plural_is_left_as_it_is(folder: Path) -> None:
    path = file_of("ru", folder)
    compiled = path.with_suffix(".mo").read_bytes()
    broken = path.read_text(encoding="utf-8").replace("msgstr[2]", "msgstr[3]", 1)
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"expected msgstr\[0\] to msgstr\[2\]"):
        renew("ru", folder=folder)
    assert path.read_text(encoding="utf-8") == broken
    assert path.with_suffix(".mo").read_bytes() == compiled


def test_a_new_catalogue_has_every_text_and_is_begun_once(tmp_path: Path) -> None:
    path = begin_catalogue("pt-BR", folder=tmp_path)
    assert path == tmp_path / "pt_BR" / "LC_MESSAGES" / "django.po"
    catalogue = open_catalogue(path, "pt_BR")
    assert len(list_missing_texts(catalogue)) == len(catalogue.shown) > 300
    for wrong in ("pt-BR", "no-such-language", "../x", "xx"):
        with pytest.raises(InvalidInput):
            begin_catalogue(wrong, folder=tmp_path)
    assert languages(tmp_path) == ["pt_BR"]


def merged(known: list[Message], *texts: tuple[str, str]) -> dict[str, Message]:
    header = {"Plural-Forms": "nplurals=3; plural=0;"}
    catalogue = Catalogue("", "ru", header, {one.key: one for one in known})
    wanted = {("", one): Text(one, plural, "", "a.py", 1) for one, plural in texts}
    return {one.id: one for one in merge_texts(catalogue, wanted).messages.values()}


def test_a_text_that_is_gone_stays_and_comes_back() -> None:
    gone = merged([Message("Halls", strings={0: "Павильоны"})], ("Days", ""))
    assert gone["Halls"].obsolete
    assert gone["Days"].strings == {0: ""}
    back = merged(list(gone.values()), ("Halls", ""), ("Days", ""))
    assert not back["Halls"].obsolete
    assert back["Halls"].strings == {0: "Павильоны"}


def test_a_text_much_like_one_that_is_gone_is_offered_its_translation() -> None:
    known = [Message("The trade flows are assessed", strings={0: "Потоки оценены"})]
    offered = merged(known, ("The trade flows were assessed", ""))
    message = offered["The trade flows were assessed"]
    assert (message.strings, message.fuzzy) == ({0: "Потоки оценены"}, True)


def test_a_text_that_gains_a_plural_is_a_guess_in_every_form() -> None:
    found = merged([Message("hall", strings={0: "зал"})], ("hall", "halls"))["hall"]
    assert (found.strings, found.fuzzy) == ({0: "зал", 1: "зал", 2: "зал"}, True)


def test_the_languages_are_those_with_a_catalogue() -> None:
    assert set(SHIPPED) == {"ar", "ru", "zh_Hans"}
    assert catalogues.file_of("ru").is_file()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Language: xx-klingon", "expected a language such as kk"),
        ("Content-Type: text/plain", "whose header says its Language"),
        (None, "expected a PO file, there is none"),
    ],
)
def test_a_file_without_a_known_language_is_named(
    tmp_path: Path, header: str | None, said: str
) -> None:
    path = tmp_path / "sent.po"
    if header is not None:
        path.write_text(f'msgid ""\nmsgstr ""\n"{header}\\n"\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match=said):
        catalogues.language_of(path)


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="written in English"):
        begin_catalogue("en-GB", folder=tmp_path)
