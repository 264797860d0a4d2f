"""PO files are read without losing a line, and every fault is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairlead.folder.input_errors import InvalidInput
from fairlead.ui.messages.po import Catalogue, Message, read_po, write_po

HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'


def read(text: str) -> Catalogue:
    return read_po(text, file="ru.po", language="ru")


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_what_a_file_says_is_read() -> None:
    text = HEAD + (
        '# The menu.\n#, fuzzy, python-format\nmsgctxt "menu"\nmsgid "%(n)s hall"\n'
        'msgid_plural "%(n)s halls"\nmsgstr[0] ""\n"%(n)s "\n"павильон"\n\n'
        '#~ msgid "Gone"\n#~ msgstr "Ушло"\n'
    )
    catalogue = read(text)
    assert catalogue.header["Language"] == "ru"
    message = catalogue.messages["menu", "%(n)s hall"]
    assert message.strings == {0: "%(n)s павильон"}
    assert message.plural == "%(n)s halls"
    assert message.fuzzy
    assert message.comments == ["The menu."]
    assert message.line == 9
    assert catalogue.messages["", "Gone"].obsolete
    assert [one.id for one in catalogue.shown] == ["%(n)s hall"]


def test_texts_that_follow_without_an_empty_line_are_two() -> None:
    found = read(HEAD + 'msgid "a"\nmsgstr "1"\nmsgid "b"\nmsgstr "2"\n# c\nmsgid "c"\nmsgstr "3"')
    assert [one.strings[0] for one in found.shown] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('msgid "a\nmsgstr "b"', 'ru.po:6: "msgid "a": expected msgctxt, msgid, msgid_plural'),
        ("msgid 'a'\nmsgstr \"b\"", "ru.po:6:"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', "it stands at line 6 already"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"', "two texts for one form"),
        ('msgid "a"', "expected msgstr of this text too"),
        ('msgstr "a"', "expected msgid of this text too"),
        ('"goes on"', "expected msgid or msgstr before a text that goes on"),
        (r'msgid "a\d"' + '\nmsgstr "b"', "after a backslash"),
        ("translation of a = b", "in quotes"),
    ],
)
def test_a_fault_is_told_with_its_line(lines: str, said: str) -> None:
    assert said in problems(HEAD + lines)[0]


def test_all_faults_are_told_at_once() -> None:
    assert len(problems(HEAD + "x\n\ny\n\nz\n")) == 3


words = st.text('aЯ中ع %"\\#~\t\r\x0b\u2028\xa0')
lines = st.text('aЯ中 %"\\#\n', min_size=1)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    plural = draw(words)
    count = draw(st.integers(1, 6)) if plural else 1
    return Message(
        id=draw(lines),
        plural=plural,
        context=draw(words),
        strings={index: draw(st.one_of(st.just(""), lines)) for index in range(count)},
        comments=[
            line.strip() for line in draw(st.lists(st.text("abc ", min_size=1))) if line.strip()
        ],
        fuzzy=draw(st.booleans()),
        obsolete=draw(st.booleans()),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(messages(), unique_by=lambda message: message.key, max_size=4))
def test_what_is_written_is_read_again(found: list[Message]) -> None:
    header = {"Language": "ru", "Plural-Forms": "nplurals=1; plural=0;"}
    whole = Catalogue("ru.po", "ru", header, {message.key: message for message in found}, ["Ours."])
    again = read(write_po(whole))
    assert again.header == header
    assert again.comment == ["Ours."]
    for message in again.messages.values():
        message.line = 0
    assert again.messages == whole.messages
    assert write_po(again) == write_po(whole)
