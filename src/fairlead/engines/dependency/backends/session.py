"""Where relations run: DuckDB in this process, or Spark. The expressions are the same.

Ibis expressions are written over unbound tables, compiled to the backend's SQL and run on its
own connection: nothing depends on how Ibis itself moves tables in and out. Building and compiling
takes longer than many answers do, so questions of one shape (same side and kind of subject) are
compiled once and kept beside the code; what differs between them comes in as small tables.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.kept_queries import (
    CompiledQuery,
    keep_queries,
    load_queries,
)
from fairlead.engines.dependency.faults import report_fault

# A relation, or how to build it: built only when its shape of question is met the first time.
Relation: TypeAlias = Table | Callable[[], Table]


_COMPILED: dict[tuple[str, Hashable], dict[str, CompiledQuery]] = {}
"""The queries of each shape of question met in this process, by dialect and shape."""
_MOST_SHAPES = 100
_BUILT: dict[tuple[str, Hashable], CompiledQuery] = {}
"""What was compiled in this process, by dialect and relation: files of one kind ask alike."""
_MOST_BUILT = 300


class Session(Protocol):
    """A place to run relations; ``shape`` names the shape of question they belong to.

    ``in_process`` says whether it is this process, which may then read the files itself.
    """

    shape: Hashable | None
    in_process: bool

    def scan(
        self, name: str, files: Sequence[Path], schema: pa.Schema, *, optional: Sequence[str] = ()
    ) -> Table:
        """Return the relation of Parquet files under a name.

        Files may lack the ``optional`` columns (int64), which are null then.
        """

    def register(self, name: str, table: pa.Table) -> Table:
        """Return a small table in memory as a relation, replacing the last of that name."""

    def step(self, name: str, relation: Relation) -> Table:
        """Return the relation as a named view; nothing is computed yet."""

    def keep(self, name: str, relation: Relation) -> Table:
        """Return the relation computed once and kept, replacing the last of that name."""

    def fetch(self, name: str, relation: Relation) -> pa.Table:
        """Return the computed rows, columns typed as the relation says."""

    def fetch_kept(self, name: str, relation: Relation) -> tuple[pa.Table, Table]:
        """Return the computed rows, and a relation of them under the name."""


def declare_table(name: str, schema: pa.Schema) -> Table:
    """Return a relation that is a name and columns until a session runs it."""
    return ibis.table(ibis.Schema.from_pyarrow(schema), name=name)


def refer_to(query: CompiledQuery, name: str) -> Table:
    """Return the relation that was created of a query under a name."""
    return ibis.table(ibis.Schema(dict(query.columns)), name=name)


def with_columns(schema: pa.Schema, optional: Sequence[str]) -> pa.Schema:
    """Return the schema with the optional columns behind."""
    return pa.schema([*schema, *((name, pa.int64()) for name in optional)])


def build_query(relation: Relation, dialect: str) -> CompiledQuery:
    """Return the relation as SQL of a dialect; an equal one was compiled in this process once."""
    built = relation() if callable(relation) else relation
    key = dialect, built.op()
    done = _BUILT.get(key)
    if done is None:
        if len(_BUILT) >= _MOST_BUILT:
            _BUILT.clear()
        done = _BUILT[key] = _compile(built, dialect)
    return done


def _compile(built: Table, dialect: str) -> CompiledQuery:
    kinds = built.schema().items()
    columns = ibis.Schema({name: kind.copy(nullable=True) for name, kind in kinds})
    fields = [
        (name, pa.decimal128(38, 0) if kind.is_decimal() else kind.to_pyarrow())
        for name, kind in columns.items()
    ]
    return CompiledQuery(
        sql=str(ibis.to_sql(built, dialect=dialect)),
        columns={name: str(kind) for name, kind in columns.items()},
        arrow=pa.schema(fields),
    )


class QueryCompiler:
    """Compiles the relations of a session; those of a shape of question once on a machine."""

    def __init__(self, dialect: str, shape: Hashable | None) -> None:
        """Compile for a dialect, and for questions of a shape when one is given."""
        self._dialect = dialect
        self._shape = shape
        self._grew = False
        self._known: dict[str, CompiledQuery] = {}
        if shape is None:
            return
        key = (dialect, shape)
        if key not in _COMPILED:
            if len(_COMPILED) >= _MOST_SHAPES:
                _COMPILED.clear()
            _COMPILED[key] = load_queries(dialect, shape)
        self._known = _COMPILED[key]

    def compile(self, name: str, relation: Relation) -> CompiledQuery:
        """Return the relation as SQL; one that is built here is remembered under its name."""
        if self._shape is None or not callable(relation):
            return build_query(relation, self._dialect)
        done = self._known.get(name)
        if done is None:
            done = self._known[name] = build_query(relation, self._dialect)
            self._grew = True
        return done

    def close(self) -> None:
        """Keep for other processes what was compiled here."""
        if self._grew:
            keep_queries(self._dialect, self._shape, dict(self._known))


class DuckSession:
    """DuckDB in this process."""

    dialect = "duckdb"
    in_process = True

    def __init__(
        self, connection: Any, *, shape: Hashable | None = None, spill: Path | None = None
    ) -> None:
        """Run on the connection; ``spill`` is where files for the time of the session go."""
        self.connection = connection
        self.shape = shape
        self._compiler = QueryCompiler(self.dialect, shape)
        self._spill = spill
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def scratch(self) -> Path:
        """Return a folder that lives as long as the session, made when first asked for."""
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(
                prefix="scratch-", dir=None if self._spill is None else str(self._spill)
            )
        return Path(self._scratch.name)

    def close(self) -> None:
        """Remove the folder; keep what was compiled."""
        self._compiler.close()
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def scan(
        self, name: str, files: Sequence[Path], schema: pa.Schema, *, optional: Sequence[str] = ()
    ) -> Table:
        """Return the relation of Parquet files under a name.

        Raises `BadFlows` when they cannot be read.
        """
        import duckdb

        paths = [str(file) for file in files]
        try:
            if optional:
                rows = self.connection.read_parquet(paths, union_by_name=True)
                for column in set(optional) - set(rows.columns):
                    rows = rows.project("*, CAST(NULL AS BIGINT) AS " + quote_name(column))
            else:
                rows = self.connection.read_parquet(paths)
            rows.create_view(name)
        except duckdb.Error as error:
            raise report_fault(
                files[0].parent.name, "expected whole files, import them again"
            ) from error
        return declare_table(name, with_columns(schema, optional))

    def register(self, name: str, table: pa.Table) -> Table:
        """Return a table in memory as a relation, replacing the last of that name."""
        self.connection.register(name, table)
        return declare_table(name, table.schema)

    def step(self, name: str, relation: Relation) -> Table:
        """Return the relation as a named view; nothing is computed yet."""
        done = self._compiler.compile(name, relation)
        self.connection.execute(
            "CREATE OR REPLACE TEMP VIEW " + quote_name(name) + " AS " + done.sql
        )
        return refer_to(done, name)

    def keep(self, name: str, relation: Relation) -> Table:
        """Return the relation computed once and kept, replacing the last of that name."""
        done = self._compiler.compile(name, relation)
        self.connection.execute(
            "CREATE OR REPLACE TEMP TABLE " + quote_name(name) + " AS " + done.sql
        )
        return refer_to(done, name)

    def fetch(self, name: str, relation: Relation) -> pa.Table:
        """Return the computed rows, columns typed as the relation says."""
        done = self._compiler.compile(name, relation)
        return self.connection.sql(done.sql).to_arrow_table().cast(done.arrow)

    def fetch_kept(self, name: str, relation: Relation) -> tuple[pa.Table, Table]:
        """Return the computed rows, and a relation of them under the name."""
        rows = self.fetch(name, relation)
        return rows, self.register(name, rows)

    def load(self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Table:
        """Return the batches as a table of DuckDB's own, in their order."""
        self.connection.from_arrow(schema.empty_table()).create(name)
        for batch in batches:
            self.connection.from_arrow(pa.Table.from_batches([batch])).insert_into(name)
        return declare_table(name, schema)

    def drop(self, name: str) -> None:
        """Forget a relation that was kept."""
        self.connection.execute("DROP TABLE " + quote_name(name))

    def forget(self, name: str) -> None:
        """Forget the relation of files under a name."""
        self.connection.execute("DROP VIEW " + quote_name(name))

    def write(self, relation: Table, path: Path, *, rows_per_group: int) -> None:
        """Write the relation's rows, in its order, as one Parquet file."""
        done = self._compiler.compile(str(path), relation)
        self.connection.sql(done.sql).write_parquet(
            str(path), compression="zstd", row_group_size=rows_per_group
        )


def quote_name(name: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def open_duckdb(
    *, spill: Path | None = None, shape: Hashable | None = None
) -> Iterator[DuckSession]:
    """Yield a DuckDB session on every core; sorts larger than memory go to ``spill``."""
    import duckdb

    config: dict[str, Any] = {"threads": os.cpu_count() or 1}
    if shape is not None:  # Answers say their order; keeping the files' would cost memory.
        config["preserve_insertion_order"] = False
    if spill is not None:
        config["temp_directory"] = str(spill / "spill")
    with duckdb.connect(config=config) as connection:
        session = DuckSession(connection, shape=shape, spill=spill)
        try:
            yield session
        finally:
            session.close()
