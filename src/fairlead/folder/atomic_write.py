"""Puts a whole file or folder in place at once, so that a reader never sees half of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from fairlead.folder.input_errors import InvalidInput, report_invalid


def write_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file beside itself first, so that it is whole or not there; a link is followed.

    Raises InvalidInput for a place that cannot be written, or that holds no plain file.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise report_invalid(str(path), "expected a place to write to, this is no plain file")
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                write(out)
            beside.chmod(0o644)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise report_invalid(str(path), f"expected a place to write to: {error.strerror}") from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it is in, where it is missing.

    Raises InvalidInput for a place where none can be, such as a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise report_invalid(
            str(folder), f"expected a folder to write to: {error.strerror}"
        ) from None


def check_replaceable(folder: Path, *, ours: Collection[str]) -> None:
    """Raise InvalidInput unless the folder is absent or holds nothing but names that are ours."""
    try:
        if not folder.exists() and not folder.is_symlink():
            return
        if not folder.is_dir():
            raise report_invalid(str(folder), "expected a folder to write to, got a file")
        foreign = sorted(path.name for path in folder.iterdir() if path.name not in ours)
    except OSError as error:
        raise report_invalid(
            str(folder), f"expected a folder to write to: {error.strerror}"
        ) from None
    if foreign:
        shown = ", ".join(foreign[:3]) + (", ..." if len(foreign) > 3 else "")
        raise report_invalid(
            str(folder),
            "expected a new or empty folder, or one written before; it also holds "
            f"{shown}: choose another folder, or move those away",
        )


@contextmanager
def replace_folder(folder: Path, *, ours: Collection[str]) -> Iterator[Path]:
    """Yield a fresh folder beside ``folder`` that takes its place when the block ends well.

    On any error the fresh folder is removed and the old one is untouched. Raises InvalidInput
    as `check_replaceable` does, or when the place cannot be written.
    """
    target = Path(os.path.abspath(folder))  # noqa: PTH100  a link is replaced, not followed
    check_replaceable(target, ours=ours)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise report_invalid(
            str(folder), f"expected a place to write to: {error.strerror}"
        ) from None
    try:
        fresh.chmod(0o755)
        yield fresh
        _swap(fresh, target)
    except InvalidInput:
        raise
    except OSError as error:
        raise report_invalid(
            str(folder), f"could not be written: {error.strerror or error}"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent))
    target.rename(old / target.name)
    try:
        fresh.rename(target)
    except OSError:
        (old / target.name).rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
