"""A file is whole or not there, and nothing but a file is written over."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from fairlead.folder.atomic_write import write_whole
from fairlead.folder.input_errors import InvalidInput


def writing(content: bytes) -> Callable[[BinaryIO], object]:
    """Return what writes the content."""
    return lambda out: out.write(content)


def test_a_file_is_replaced_whole_and_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(real)
    for content in (b"first", b"second"):
        write_whole(link, writing(content))
        assert real.read_bytes() == content
        assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [link, real]


def test_what_fails_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def full(out: BinaryIO) -> None:
        out.write(b"half")
        raise OSError(28, "no room")

    def broken(out: BinaryIO) -> None:
        out.write(b"half")
        raise ValueError("a bug")

    with pytest.raises(InvalidInput, match="no room"):
        write_whole(path, full)
    with pytest.raises(ValueError, match="a bug"):
        write_whole(path, broken)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_or_device_is_left_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "link").symlink_to(pipe)
    for path in (pipe, tmp_path / "link", tmp_path, tmp_path / "none" / "x", Path("/dev/null")):
        with pytest.raises(InvalidInput, match="expected a place to write to"):
            write_whole(path, writing(b"x"))
    assert pipe.is_fifo()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link", "pipe"]
