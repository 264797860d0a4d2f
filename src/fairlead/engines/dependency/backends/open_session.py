"""A session on the engine that is asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Literal

import pyarrow as pa

from fairlead.engines.dependency.backends.session import Session, open_duckdb
from fairlead.engines.dependency.backends.spark import open_spark_session
from fairlead.engines.dependency.faults import BadFlows, Fault
from fairlead.engines.dependency.flows import Flows

Engine = Literal["duckdb", "spark"]


@contextmanager
def open_session(
    engine: Engine, flows: Flows, *, shape: Hashable | None = None
) -> Iterator[Session]:
    """Yield a session on the engine for questions about the flows, closed afterwards.

    Raises `ValueError` when the engine is unknown, or is Spark without pyspark or Java, and
    `BadFlows` when a question fails and a file of the flows is not what was imported.
    """
    with report_damaged_files(flows), _open_session(engine, shape) as session:
        yield session


@contextmanager
def report_damaged_files(flows: Flows) -> Iterator[None]:
    """Raise `BadFlows` for whatever fails when a file of the flows is not what was imported."""
    try:
        yield
    except Exception as error:
        if isinstance(error, ValueError) and not isinstance(error, pa.ArrowException):
            raise  # Said already.
        broken = [file.name for part in flows.parts for file in part.damaged()]
        if not broken:
            raise
        expected = "expected the file that was imported, it is damaged: import its source again"
        raise BadFlows(Fault(file=file, expected=expected) for file in broken) from error


def _open_session(engine: Engine, shape: Hashable | None) -> AbstractContextManager[Session]:
    if engine == "duckdb":
        return open_duckdb(shape=shape)
    if engine == "spark":
        return open_spark_session(shape=shape)
    raise ValueError(f'Expected engine "duckdb" or "spark", got "{engine}".')
