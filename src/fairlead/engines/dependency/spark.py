"""The same relations on Spark, when the flows outgrow one machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.config import Config
from ibis.expr.types import Table

from fairlead.engines.dependency.session import typed, unbound

MASTER = "FAIRLEAD_SPARK_MASTER"


class _Dialect(Config):  # type: ignore[misc]
    """The one option of the dialect: loading Ibis's own backend for it would load pandas."""

    treat_nan_as_null: bool = False


class SparkSession:
    """Spark, local by default; a cluster by `FAIRLEAD_SPARK_MASTER` or spark-submit."""

    dialect = "pyspark"

    def __init__(self, spark: Any) -> None:
        """Run on the Spark session."""
        self.spark = spark

    def scan(self, name: str, files: Sequence[Path], schema: pa.Schema) -> Table:
        """Return the relation of Parquet files under a name."""
        frame = self.spark.read.parquet(*(str(file) for file in files))
        frame.createOrReplaceTempView(name)
        return unbound(name, schema)

    def step(self, name: str, relation: Table) -> Table:
        """Return the relation as a named view; nothing is computed yet."""
        self._frame(relation).createOrReplaceTempView(name)
        return ibis.table(relation.schema(), name=name)

    def keep(self, name: str, relation: Table) -> Table:
        """Return the relation computed once and kept under the name."""
        frame = self._frame(relation).cache()
        frame.createOrReplaceTempView(name)
        return ibis.table(relation.schema(), name=name)

    def fetch(self, relation: Table) -> pa.Table:
        """Return the computed rows, columns typed as the relation says."""
        return typed(self._frame(relation).toArrow(), relation)

    def _frame(self, relation: Table) -> Any:
        return self.spark.sql(str(ibis.to_sql(relation, dialect=self.dialect)))


@contextmanager
def spark_session() -> Iterator[SparkSession]:
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
        yield SparkSession(running.newSession())
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
        yield SparkSession(spark)
    finally:
        spark.stop()
