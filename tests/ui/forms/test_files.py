"""What a form takes as a file is one that was sent, with something in it, and not too large."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fairlead.ui.forms.files import UnusableFile, check_file

_MOST = 2**20


@pytest.mark.parametrize("size", [1, _MOST])
def test_a_file_of_one_byte_or_of_the_most_is_taken(size: int) -> None:
    sent = SimpleUploadedFile("a.csv", b"x" * size)
    assert check_file(sent, _MOST) is sent


@pytest.mark.parametrize(
    ("size", "said"), [(None, "not empty"), (0, "not empty"), (_MOST + 1, "at most 1 MB")]
)
def test_none_an_empty_and_a_larger_one_are_refused(size: int | None, said: str) -> None:
    sent = None if size is None else SimpleUploadedFile("a.csv", b"x" * size)
    with pytest.raises(UnusableFile, match=said):
        check_file(sent, _MOST)
