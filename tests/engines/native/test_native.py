"""Functions translated to machine code do what Python does, or are refused with file and line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairlead.engines.native import build
from fairlead.engines.native.kernels import Board, NativeKernel, compile_together
from fairlead.engines.native.parts import part
from fairlead.engines.native.words import fetch
from fairlead.engines.scheduling.problem import Bools, Floats, Ints
from fairlead.engines.scheduling.search.state import Longs

WHOLE = st.integers(-(2**31), 2**31)
SMALL = st.integers(-20, 20)
BROKEN = st.floats(-1e6, 1e6)
LIMIT = 7
HERE = Path(__file__).parent


@pytest.fixture(autouse=True, scope="module")
def _nothing_kept_beside_the_code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("kept")
        patch.setattr(build, "list_folders", lambda _: (folder,))
        yield


class Notes(NamedTuple):
    """A record, as kernels read it."""

    table: Ints  # (3, 4)
    flags: Bools  # (4,)
    sums: Floats  # (4,)


def reckon(a: int, b: int, x: float, out: Longs, broken: Floats) -> int:
    """Do what numbers can do."""
    out[0], out[1], out[2] = a + b, a - b, a * 3
    out[3] = a // b if b != 0 else 0
    out[4] = a % b if b != 0 else 0
    out[5] = (a & b) | (a ^ LIMIT)
    out[6] = ~a
    out[7] = (a << 3) + (a >> 2)
    out[8], out[-1] = min(a, b) if a < b else max(b, a), abs(a)
    broken[0] = x * a - b
    broken[1] = x / 3
    broken[2] = -x if not a < b else math.exp(min(x, 3.0))
    broken[3] = abs(x) + max(x, 0)
    fetch(broken, 3)
    fetch(broken, 1_000)  # beyond its end: asked for, and nothing comes of it
    return bool(0 <= a < b or x > 0) + (a == b)


def wander(count: int, notes: Notes, start: int) -> tuple[int, float]:
    """Do what loops can do."""
    seen = np.zeros((3, 4), dtype=np.int32)
    found = np.full(4, -1, dtype=np.int64)
    total, steps = 0.0, 0
    for at in range(3):
        row = notes.table[at]
        for number in row:
            if number < 0:
                continue
            total += double(number) * 0.5
            if number > 15:
                break
            seen[at, number % 4] += 1
        found[at] = len(row) if notes.flags[at] and number > 3 else at
    while True:
        steps += 1
        start = start // 2 if start % 2 == 0 else 3 * start + 1
        if start <= 1 or steps >= count:
            break
    for at in range(1, 8, 3):
        steps += at
    notes.sums[:] = total
    notes.table[-1, -2] = steps
    notes.flags[0] = not notes.flags[0]
    total += seen.sum() + found.sum()
    return steps, total


@part
def double(number: int) -> int:
    """Return twice the number."""
    return 2 * number


@settings(max_examples=200, deadline=None)
@given(WHOLE, WHOLE | SMALL, BROKEN)
def test_numbers_are_reckoned_as_python_does(a: int, b: int, x: float) -> None:
    ours, theirs = _NATIVE["reckon"], reckon
    found: list[Any] = []
    for function in (ours, theirs):
        out, broken = np.zeros(12, np.int64), np.zeros(4)
        found.append((int(function(a, b, x, out, broken)), out.tolist(), broken.tolist()))
    assert found[0] == found[1]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(-3, 20), min_size=12, max_size=12), st.integers(1, 30), SMALL)
def test_loops_end_where_pythons_do(numbers: list[int], count: int, start: int) -> None:
    found: list[Any] = []
    for function in (_NATIVE["wander"], wander):
        table = np.array(numbers, np.int32).reshape(3, 4)
        notes = Notes(table, np.array([True, False, True, False]), np.zeros(4))
        found.append((function(count, notes, start), [field.tolist() for field in notes]))
    assert found[0] == found[1]


def test_what_divides_by_nothing_is_nothing() -> None:
    out = np.zeros(2, np.int64)
    NativeKernel(divide)(5, 0, out)
    assert out.tolist() == [0, 0]


def divide(a: int, b: int, out: Longs) -> None:
    """Divide without asking."""
    out[0], out[1] = a // b, a % b


def text(a: int) -> int:
    """Do what is not translated."""
    return len(f"{a}")


def grow(count: int) -> int:
    """Make arrays over and over."""
    for _ in range(count):
        made = np.zeros(4, dtype=np.int32)
    return len(made)


def unmarked(a: int) -> int:
    """Call what is no part."""
    return text(a)


@pytest.mark.parametrize(
    ("function", "expected", "line"),
    [
        (text, "expected an expression that is translated", 'return len(f"{a}")'),
        (grow, "expected arrays to be made outside of loops", "made = np.zeros(4"),
        (unmarked, "expected a part to be called", "return text(a)"),
    ],
)
def test_anything_else_is_refused_with_its_line(function: Any, expected: str, line: str) -> None:
    with pytest.raises(TypeError, match=f"{expected}, got ") as caught:
        NativeKernel(function)(3)
    file, number, _ = str(caught.value).split(":", 2)
    assert line in Path(file).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def test_arrays_of_other_kinds_are_refused() -> None:
    with pytest.raises(TypeError, match="got 1 dimensions of float16"):
        NativeKernel(divide)(1, 1, np.zeros(2, np.float16))
    strided = np.zeros((4, 3), np.int32).T
    with pytest.raises(TypeError, match="next to one another"):
        Board(Notes(strided, np.zeros(4, np.bool_), np.zeros(4)))


def test_an_array_with_gaps_is_written_through() -> None:
    wide = np.zeros((2, 2), np.int64)
    NativeKernel(divide)(7, 2, wide[:, 0])
    assert wide.tolist() == [[3, 0], [1, 0]]


def test_what_was_kept_is_read_again_unless_it_is_not_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build, "list_folders", lambda _: (tmp_path / "closed" / "x", tmp_path))
    (tmp_path / "closed").touch()  # a file where a folder should be: the next one is used
    made = []
    for _ in range(2):
        kernel = NativeKernel(divide)
        kernel(7, 2, np.zeros(2, np.int64))
        made.append(kernel.made)
    (kept,) = tmp_path.glob("*.o")
    kept.write_bytes(kept.read_bytes()[:-20])
    for described in (build.describe(HERE), "another machine"):
        monkeypatch.setattr(build, "describe", lambda _, said=described: said)
        kernel, out = NativeKernel(divide), np.zeros(2, np.int64)
        kernel(7, 2, out)
        made.append(kernel.made)
        assert out.tolist() == [3, 1]
    assert made == [1, 0, 1, 1]


def half(a: int) -> int:
    """Call what `quarter` calls."""
    return divide_by(a, 2)


def quarter(a: int) -> int:
    """Call what `half` calls."""
    return divide_by(a, 4)


@part
def divide_by(a: int, b: int) -> int:
    """Return the quotient."""
    return a // b


def test_what_kernels_share_is_compiled_once_where_they_are_compiled_together(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build, "list_folders", lambda _: (tmp_path,))
    texts: list[str] = []
    compile_text = build.compile_text

    def note(text: str) -> bytes:
        texts.append(text)
        return compile_text(text)

    monkeypatch.setattr(build, "compile_text", note)
    kernels = [NativeKernel(half), NativeKernel(quarter)]
    assert compile_together((kernel, (9,)) for kernel in kernels) == 2
    (text,) = texts
    assert text.count("divide_by") == 3, "made once and called twice"
    assert [kernel(9) for kernel in kernels] == [4, 2]
    assert [NativeKernel(one)(-9) for one in (half, quarter)] == [-5, -3], "kept under both names"
    assert compile_together((NativeKernel(one), (9,)) for one in (half, quarter)) == 0
    assert len(texts) == 1


_NATIVE: dict[str, Any] = {"reckon": NativeKernel(reckon), "wander": NativeKernel(wander)}
