"""The same relations on Spark, when the flows outgrow one machine."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.config import Config
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import (
    QueryCompiler,
    Relation,
    declare_table,
    refer_to,
    with_columns,
)

_SPARK_TYPES = {pa.int32(): "int", pa.int64(): "bigint"}
MASTER = "FAIRLEAD_SPARK_MASTER"


class _Dialect(Config):  # type: ignore[misc]
    """The one option of the dialect: loading Ibis's own backend for it would load pandas."""

    treat_nan_as_null: bool = False


class SparkSession:
    """Spark, local by default; a cluster by `FAIRLEAD_SPARK_MASTER` or spark-submit."""

    dialect = "pyspark"
    in_process = False

    def __init__(self, spark: Any, *, shape: Hashable | None = None) -> None:
        """Run on the Spark session."""
        self.spark = spark
        self.shape = shape
        self._compiler = QueryCompiler(self.dialect, shape)

    def close(self) -> None:
        """Keep what was compiled."""
        self._compiler.close()

    def scan(
        self, name: str, files: Sequence[Path], schema: pa.Schema, *, optional: Sequence[str] = ()
    ) -> Table:
        """Return the relation of Parquet files under a name."""
        from pyspark.sql import functions

        paths = [str(file) for file in files]
        frame = self.spark.read.option("mergeSchema", bool(optional)).parquet(*paths)
        for column in set(optional) - set(frame.columns):
            frame = frame.withColumn(column, functions.lit(None).cast("bigint"))
        frame.createOrReplaceTempView(name)
        return declare_table(name, with_columns(schema, optional))

    def register(self, name: str, table: pa.Table) -> Table:
        """Return a small table in memory as a relation, replacing the last of that name."""
        columns = ", ".join(f"{field.name} {_SPARK_TYPES[field.type]}" for field in table.schema)
        rows = [tuple(row.values()) for row in table.to_pylist()]
        self.spark.createDataFrame(rows, columns).createOrReplaceTempView(name)
        return declare_table(name, table.schema)

    def step(self, name: str, relation: Relation) -> Table:
        """Return the relation as a named view; nothing is computed yet."""
        done = self._compiler.compile(name, relation)
        self.spark.sql(done.sql).createOrReplaceTempView(name)
        return refer_to(done, name)

    def keep(self, name: str, relation: Relation) -> Table:
        """Return the relation computed once and kept, replacing the last of that name."""
        done = self._compiler.compile(name, relation)
        self.spark.sql(done.sql).cache().createOrReplaceTempView(name)
        return refer_to(done, name)

    def fetch(self, name: str, relation: Relation) -> pa.Table:
        """Return the computed rows, columns typed as the relation says."""
        done = self._compiler.compile(name, relation)
        return self.spark.sql(done.sql).toArrow().cast(done.arrow)

    def fetch_kept(self, name: str, relation: Relation) -> tuple[pa.Table, Table]:
        """Return the computed rows, and a relation of them under the name."""
        kept = self.keep(name, relation)
        done = self._compiler.compile(name, relation)
        return self.spark.table(name).toArrow().cast(done.arrow), kept


@contextmanager
def open_spark_session(*, shape: Hashable | None = None) -> Iterator[SparkSession]:
    """Yield a session on the running Spark, or on one started for it and stopped afterwards.

    Raises `ValueError` saying what to install when pyspark is absent.
    """
    try:
        from pyspark.sql import SparkSession as Builder
    except ImportError as error:
        raise ValueError(
            'Expected pyspark for engine "spark": install it with '
            "pip install 'fairlead[spark]' (it needs Java 17)."
        ) from error
    if ibis.options.pyspark is None:
        ibis.options.pyspark = _Dialect()
    running = Builder.getActiveSession()
    if running is not None:
        with closing(SparkSession(running.newSession(), shape=shape)) as session:
            yield session
        return
    builder = Builder.builder.appName("fairlead").config("spark.sql.session.timeZone", "UTC")
    if MASTER in os.environ or "SPARK_HOME" not in os.environ:
        builder = builder.master(os.environ.get(MASTER, "local[*]"))
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    if os.environ.get(MASTER, "local").startswith("local"):
        # Spark's 200 shuffle partitions are for clusters: on one machine they only cost time.
        builder = builder.config("spark.sql.shuffle.partitions", str(os.cpu_count() or 1))
        builder = builder.config("spark.ui.enabled", "false")
    spark = builder.getOrCreate()
    try:
        with closing(SparkSession(spark, shape=shape)) as session:
            yield session
    finally:
        spark.stop()
