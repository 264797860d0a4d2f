"""Ids for rows that go by COPY."""

from __future__ import annotations

from typing import cast

import pyarrow as pa
import pytest
from django.db import connection

from fairlead.apps.fairs.copy_rows import Cursor, reserve_ids, write_array_column

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", [1, 3])
def test_ids_ascend_by_the_sequences_step_and_nobody_gets_them_again(step: int) -> None:
    """Ids that others draw meanwhile are left out: it is as if the step were longer."""
    with connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('people_person', 'id'), 100);"
            f"ALTER SEQUENCE people_person_id_seq INCREMENT {step}"
        )
        assert reserve_ids(cursor, "people_person", 0).to_pylist() == []
        first = reserve_ids(cursor, "people_person", 3).to_pylist()
        then = reserve_ids(cursor, "people_person", 2).to_pylist()
    assert first == [100 + step, 100 + 2 * step, 100 + 3 * step]
    assert then == [100 + 4 * step, 100 + 5 * step]


def test_texts_that_are_kept_once_are_written_as_others_are() -> None:
    texts = pa.array(['b"\\c', "", 'b"\\c', "d"])
    offsets = pa.array([0, 2, 2, 4], pa.int32())
    plain, once = (
        pa.ListArray.from_arrays(offsets, one) for one in (texts, texts.dictionary_encode())
    )
    assert write_array_column(once) == write_array_column(plain)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([[1, 2], [], None, [3]], pa.list_(pa.int64())),
        ([[0.5, 1e300], [-0.0]], pa.list_(pa.float64())),
        ([["a", 'b"\\c,{}'], [], None, ["NULL", ""]], pa.list_(pa.string())),
    ],
)
def test_lists_are_what_postgresql_reads(values: list[object], kind: pa.DataType) -> None:
    """Figures go without quotes, texts with them; no list is an empty one."""
    cast_to = {pa.int64(): "bigint[]", pa.float64(): "float8[]", pa.string(): "text[]"}
    written = write_array_column(pa.array(values, kind)).to_pylist()
    with connection.cursor() as cursor:
        for value, text in zip(values, written, strict=True):
            cursor.execute(f"SELECT %s::{cast_to[kind.value_type]}", (text,))
            assert cursor.fetchone() == (value or [],)
