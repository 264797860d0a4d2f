"""Pictures of a folder are what the site wrote, byte for byte, or are refused by line and field."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from PIL import Image
from tests.folder.conftest import SMALL
from tests.folder.partnership import (
    LOGO,
    PHOTO,
    ROWS,
    draw_picture,
    join_partnership,
    name_picture,
)

from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.picture_files import Size, measure_picture
from fairlead.folder.read import read_fair
from fairlead.folder.write import write_fair


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """Return the folder of the small fair with pictures alone."""
    rows = {name: ROWS[name] if name == "pictures" else [] for name in ROWS}
    write_fair(join_partnership(read_fair(SMALL), **rows), tmp_path / "fair")
    return tmp_path / "fair"


def _lie(folder: Path, content: bytes, *, kind: str = "logo") -> None:
    """Let the first row of that kind show other bytes, under their own name."""
    path = folder / "pictures.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    row = next(one for one in rows if one["kind"] == kind)
    row["sha256"] = name_picture(content)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8")
    (folder / "pictures" / f"{row['sha256']}.webp").write_bytes(content)


def _refuse(folder: Path) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read_fair(folder)
    for one in caught.value.problems:
        assert (one.file, one.field) == ("pictures.csv", "sha256")
        assert one.line >= 2
        assert f"pictures/{one.value}.webp: expected" in one.expected
    return [one.expected.partition(": ")[2] for one in caught.value.problems]


def test_bytes_are_kept_as_they_are(shown: Path, tmp_path: Path) -> None:
    fair = read_fair(shown)
    write_fair(fair, tmp_path / "again")
    files = {path.name: path.read_bytes() for path in (tmp_path / "again/pictures").iterdir()}
    assert files == {f"{name_picture(one)}.webp": one for one in (LOGO, PHOTO)}
    write_fair(fair, shown)  # onto the folder it is read from
    assert read_fair(shown) == fair
    assert measure_picture(LOGO) == Size(40, 20)
    assert measure_picture(PHOTO) == Size(1600, 1200)


def test_no_picture_is_needed_where_none_is_shown(tmp_path: Path) -> None:
    write_fair(read_fair(SMALL), tmp_path / "fair")
    assert not (tmp_path / "fair/pictures").exists()
    rows = {name: ROWS[name] if name == "pictures" else [] for name in ROWS}
    told = join_partnership(read_fair(SMALL), **rows)
    bare = Fair(told.settings, pictures=told.pictures)
    with pytest.raises(ValueError, match="what reads the pictures"):
        write_fair(bare, tmp_path / "other")


def _draw(format_: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, format_, **more)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "in the format WebP"),
        (_draw("PNG"), "in the format WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "in the format WebP"),
        (LOGO + b"<script>", "nothing behind it"),
        (LOGO[:-2], "that is whole"),
        (b"RIFF\x04\x00\x00\x00WEBP", "with one picture in it"),
        (b"RIFF\x0c\x00\x00\x00WEBPVP8 \xff\xff\xff\x7f", "that is whole"),
        (b"RIFF\x0c\x00\x00\x00WEBPVP8X\x00\x00\x00\x00", "with one picture in it"),
        (_draw("WEBP", exif=b"Exif\0\0where it was taken"), "what cameras and programs add"),
        (
            _draw("WEBP", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")]),
            "what cameras and programs add",
        ),
        (draw_picture(481, 8), "at most 480 by 480 pixels as logo, got 481 by 8"),
    ],
)  # fmt: skip
def test_what_is_no_picture_of_ours_is_refused(shown: Path, content: bytes, expected: str) -> None:
    _lie(shown, content)
    (said,) = _refuse(shown)
    assert expected in said


def test_another_picture_under_the_name_of_one(shown: Path) -> None:
    (shown / f"pictures/{name_picture(PHOTO)}.webp").write_bytes(LOGO)
    said = _refuse(shown)
    assert len(said) == 2  # once for each row that shows it
    assert name_picture(LOGO) in said[0]


def test_a_picture_that_is_not_there_too_large_or_out_of_the_folder(
    shown: Path, tmp_path: Path
) -> None:
    logo = shown / f"pictures/{name_picture(LOGO)}.webp"
    logo.unlink()
    assert _refuse(shown) == ["expected this file, it is missing"] * 2
    outside = tmp_path / "secret.webp"
    outside.write_bytes(LOGO)
    logo.symlink_to(outside)
    assert _refuse(shown) == ["expected a file of the fair folder, this link leads out"] * 2
    logo.unlink()
    logo.write_bytes(b"\0" * (8 * 2**20 + 1))
    assert _refuse(shown) == ["expected at most 8,388,608 bytes"] * 2
    logo.unlink()
    (shown / "pictures").rename(tmp_path / "elsewhere")
    (shown / "pictures").symlink_to(tmp_path / "elsewhere")
    assert all("this link leads out" in one for one in _refuse(shown))


def test_what_somebody_else_put_beside_the_pictures_is_not_lost(shown: Path) -> None:
    fair = read_fair(shown)
    (shown / "pictures/holiday.jpg").write_bytes(b"mine")
    with pytest.raises(InvalidInput, match=r"it also holds holiday\.jpg"):
        write_fair(fair, shown)
    assert (shown / "pictures/holiday.jpg").read_bytes() == b"mine"
