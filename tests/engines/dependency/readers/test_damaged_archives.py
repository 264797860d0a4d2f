"""Archives with damaged, strange or hostile directories: read as they are or refused, no more."""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.chain.flows.product_names import read_source_titles
from fairlead.engines.dependency.faults import BadFlows
from fairlead.engines.dependency.readers.unpack import unwrap
from fairlead.folder.input_errors import InvalidInput

CODES = "product_codes_HS17_V1.csv"
TABLE = b"exporter,importer,product,year,value\nDEU,RUS,848340,2022,100\n"


def pack(*names: str, method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    """Return a zip with a table under each name."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name in names:
            archive.writestr(name, b"code,description\n848340,Gears\n" if name == CODES else TABLE)
    return bytearray(written.getvalue())


def try_out(content: bytes) -> None:
    """Read it as a table and for its titles; what is not read has to be refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "flows.zip"
        path.write_bytes(content)
        for read in (lambda: unwrap(path, Path(folder)), lambda: read_source_titles(path)):
            with suppress(BadFlows, InvalidInput):
                read()


@given(
    st.sampled_from([zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]),
    st.lists(st.tuples(st.integers(0, 75), st.integers(0, 255)), min_size=1, max_size=5),
    st.sampled_from([b"PK\x01\x02", b"PK\x03\x04"]),
)
def test_damage_is_refused(method: int, bytes_: list[tuple[int, int]], header: bytes) -> None:
    content = pack("flows.csv", CODES, method=method)
    begin = content.rindex(header)
    for place, value in bytes_:
        if begin + place < len(content):
            content[begin + place] = value
    try_out(bytes(content))


@pytest.mark.parametrize(
    ("place", "value"),
    [(6, 228), (10, 9), (16, 0)],
    ids=["a version to come", "deflate64", "a wrong sum"],
)
def test_a_strange_directory_is_refused(tmp_path: Path, place: int, value: int) -> None:
    content = pack(CODES)
    content[content.index(b"PK\x01\x02") + place] = value
    path = tmp_path / "flows.zip"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match="damaged"):
        read_source_titles(path)


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    content = pack("flows.csv")
    content[content.index(b"PK\x01\x02") + 46] = 0
    path = tmp_path / "flows.zip"
    path.write_bytes(content)
    with pytest.raises(BadFlows, match="have names"):
        unwrap(path, tmp_path)


def test_a_name_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    content = pack("flows.csv")
    begin = content.index(b"PK\x01\x02")
    content[begin + 9] = 8
    content[begin + 46] = 255
    path = tmp_path / "flows.zip"
    path.write_bytes(content)
    with pytest.raises(BadFlows, match="damaged"):
        unwrap(path, tmp_path)


@pytest.mark.parametrize("name", ["../../out.csv", "/opt/out.csv", "C:\\out.csv", "a/../../b.csv"])
def test_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "in" / "deep"
    inner.mkdir(parents=True)
    path = tmp_path / "flows.zip"
    path.write_bytes(pack(name))
    assert unwrap(path, inner).path.parent == inner
    assert sorted(tmp_path.rglob("*.csv")) == []
