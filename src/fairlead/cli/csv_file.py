"""Writes an Arrow table as a CSV file, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def write_csv(table: pa.Table, path: Path) -> None:
    """Write the table with a header, UTF-8, commas; empty cells for nulls.

    The file appears under its name only when it is complete. Raises InvalidInput when the place
    cannot be written.
    """
    import pyarrow as pa
    import pyarrow.csv as csv

    from fairlead.folder.problems import invalid

    plain = pa.schema([(field.name, _plain(field.type)) for field in table.schema])
    draft = path.with_name(f".{path.name}.part")
    try:
        csv.write_csv(table.cast(plain), draft, csv.WriteOptions(quoting_header="none"))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise invalid(str(path), f"expected a place that can be written: {reason}") from error


def _plain(kind: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    return kind.value_type if pa.types.is_dictionary(kind) else kind
