"""What a form takes as a text is a text that the fair's folder takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.folder.kinds import LONG_TEXT, TEXT
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.forms.lengths import TextTooLong, check_length, check_line


@given(st.text(max_size=200))
def test_a_text_that_is_taken_is_one_that_the_folder_holds(text: str) -> None:
    line, long = check_line(text, 500), check_length(text, 500)
    assert not line or TEXT.parse(line) == line == check_line(line, 500)
    assert not long or LONG_TEXT.parse(long) == long == check_length(long, 500)


def test_what_nobody_sees_is_taken_out_and_what_parts_words_parts_them() -> None:
    assert check_line(" a\x0bb\x1c c\x00d \x07 e\ufffe ", 9) == "a b cd e"
    assert check_length("a\x08\r\n\tb\x7f\rc", 9) == "a\n\tb\nc"


@pytest.mark.parametrize("text", ["\u200b", " \u2060\ufeff ", "\u3164", "\u2800\u00ad", "\u202e\t"])
def test_a_text_that_looks_empty_is_the_empty_one(text: str) -> None:
    assert (check_line(text, 9), check_length(text, 9)) == ("", "")
    assert LocalizedText({"en": text, "ru": f"{text}a{text}"}) == {"ru": f"{text}a{text}"}


def test_a_longer_text_is_refused_and_what_was_taken_out_does_not_count() -> None:
    assert check_line("abc\x00", 3) == "abc"
    with pytest.raises(TextTooLong):
        check_line("abcd", 3)
