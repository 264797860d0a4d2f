"""Where relations run: DuckDB in this process, or Spark. The expressions are the same.

Ibis expressions are written over unbound tables, compiled to the backend's SQL and run on its
own connection: nothing depends on how Ibis itself moves tables in and out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol

import ibis
import pyarrow as pa
import sqlglot
from ibis.expr.types import Table

Engine = Literal["duckdb", "spark"]


class Session(Protocol):
    """A place to run relations."""

    def scan(self, name: str, files: Sequence[Path], schema: pa.Schema) -> Table:
        """Return the relation of Parquet files under a name."""

    def step(self, name: str, relation: Table) -> Table:
        """Return the relation as a named view; nothing is computed yet."""

    def keep(self, name: str, relation: Table) -> Table:
        """Return the relation computed once and kept under the name."""

    def fetch(self, relation: Table) -> pa.Table:
        """Return the computed rows, columns typed as the relation says."""


def unbound(name: str, schema: pa.Schema) -> Table:
    """Return a relation that is a name and columns until a session runs it."""
    return ibis.table(ibis.Schema.from_pyarrow(schema), name=name)


def typed(table: pa.Table, relation: Table) -> pa.Table:
    """Return the rows with the relation's own types (backends widen sums)."""
    fields = [
        (name, pa.decimal128(38, 0) if kind.is_decimal() else kind.to_pyarrow())
        for name, kind in relation.schema().items()
    ]
    return table.cast(pa.schema(fields))


class DuckSession:
    """DuckDB in this process."""

    dialect = "duckdb"

    def __init__(self, connection: Any) -> None:
        """Run on the connection."""
        self.connection = connection

    def scan(self, name: str, files: Sequence[Path], schema: pa.Schema) -> Table:
        """Return the relation of Parquet files under a name."""
        self.connection.read_parquet([str(file) for file in files]).create_view(name)
        return unbound(name, schema)

    def step(self, name: str, relation: Table) -> Table:
        """Return the relation as a named view; nothing is computed yet."""
        self.connection.sql(self._sql(relation)).create_view(name)
        return ibis.table(relation.schema(), name=name)

    def keep(self, name: str, relation: Table) -> Table:
        """Return the relation computed once and kept under the name."""
        self.connection.sql(self._sql(relation)).create(name)
        return ibis.table(relation.schema(), name=name)

    def fetch(self, relation: Table) -> pa.Table:
        """Return the computed rows, columns typed as the relation says."""
        found = self.connection.sql(self._sql(relation)).to_arrow_table()
        return typed(found, relation)

    def register(self, name: str, table: pa.Table) -> Table:
        """Return a table in memory as a relation under the name (replacing an earlier one)."""
        self.connection.register(name, table)
        return unbound(name, table.schema)

    def load(self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Table:
        """Return the batches as a table of DuckDB's own, in their order (replacing the last)."""
        self.connection.from_arrow(schema.empty_table()).create(name)
        for batch in batches:
            self.connection.from_arrow(pa.Table.from_batches([batch])).insert_into(name)
        return unbound(name, schema)

    def drop(self, name: str) -> None:
        """Forget a relation that was kept."""
        identifier = sqlglot.to_identifier(name, quoted=True).sql("duckdb")
        self.connection.execute("DROP TABLE " + identifier)

    def write(self, relation: Table, path: Path, *, rows_per_group: int) -> None:
        """Write the relation's rows, in its order, as one Parquet file."""
        self.connection.sql(self._sql(relation)).write_parquet(
            str(path), compression="zstd", row_group_size=rows_per_group
        )

    def _sql(self, relation: Table) -> str:
        return str(ibis.to_sql(relation, dialect=self.dialect))


@contextmanager
def open_duckdb(*, spill: Path | None = None) -> Iterator[DuckSession]:
    """Yield a DuckDB session on every core; sorts larger than memory go to ``spill``."""
    import duckdb

    config: dict[str, Any] = {"threads": os.cpu_count() or 1}
    if spill is not None:
        config["temp_directory"] = str(spill / "spill")
    with duckdb.connect(config=config) as connection:
        yield DuckSession(connection)


@contextmanager
def open_session(engine: Engine = "duckdb") -> Iterator[Session]:
    """Yield a session on the engine, closed afterwards.

    Raises `ValueError` when the engine is unknown, or is Spark without pyspark or Java.
    """
    if engine == "duckdb":
        with open_duckdb() as session:
            yield session
    elif engine == "spark":
        from fairlead.engines.dependency.spark import spark_session

        with spark_session() as session:
            yield session
    else:
        raise ValueError(f'Expected engine "duckdb" or "spark", got "{engine}".')
