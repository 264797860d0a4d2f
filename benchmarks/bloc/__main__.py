"""What a bloc chosen on the page costs, at 600 and at 5,017 products; see --help."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.dependency.generate import write_year
from fairlead.chain.flows.prepared import PreparedFlows, open_ready, prepare_flows
from fairlead.chain.study.study import ImportStudy, study_imports
from fairlead.charts.imports import Speech, draw_curve, draw_product_space, draw_suppliers
from fairlead.charts.threshold_curve import CurveWords
from fairlead.folder.fair_settings import FlowsSource

MEMBERS = 27
SIZES = ((60, 600), (226, 5_017))
HEADINGS, ALL_PRODUCTS = 1_222, 5_017
TARGETS = {600: 1.0, 5_017: 3.0}
_READY = "ready"
Found = TypeVar("Found")
_SPEECH = Speech(str, str, lambda usd: f"{usd:,}", "others", "exports", "critical imports")
_WORDS = CurveWords("curve", "threshold", "imports", "here")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of the processors."""

    seconds: float
    cpu: float

    def __str__(self) -> str:
        """Return both as the table has them."""
        return f"{self.seconds:.2f} ({self.cpu:.2f})"


@dataclass(frozen=True, slots=True)
class Row:
    """One size: what is done once, and what every choice of members costs."""

    economies: int
    products: int
    flows: int
    prepared: Cost
    first: Cost
    again: Cost
    drawn: Cost


def main() -> None:
    """Print the table; with --write FILE also write the page."""
    parser = argparse.ArgumentParser(description="A bloc recomputed, and its pictures drawn.")
    parser.add_argument("--write", type=Path, help="page of the documentation to write")
    parser.add_argument("--rounds", type=int, default=5, help="other blocs asked for")
    parser.add_argument("--first", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.first:
        cost, _ = timed(lambda: first_of_process(given.first))
        print(cost.seconds, cost.cpu)
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.parquet"
        write_year(whole, year=2022)
        rows = [
            measured(whole, Path(folder) / f"{products}", economies, products, given.rounds)
            for economies, products in SIZES
        ]
    page = written(rows)
    print(page)
    if given.write:
        given.write.write_text(page, encoding="utf-8")


def measured(whole: Path, folder: Path, economies: int, products: int, rounds: int) -> Row:
    """Return what blocs cost over part of the flows."""
    folder.mkdir()
    source = _source(folder)
    flows = _part(whole, source.path, economies, products)
    prepared, _ = timed(lambda: prepare_flows(source, folder / _READY))
    known = open_ready(source, folder / _READY)
    study = study_imports(known, _bloc(known, 0))
    blocs = [_bloc(known, number) for number in range(1, rounds + 1)]
    again = [timed(partial(study_imports, known, bloc))[0] for bloc in blocs]
    drawn, _ = timed(lambda: draw(known, study))
    middle = Cost(
        statistics.median(cost.seconds for cost in again),
        statistics.median(cost.cpu for cost in again),
    )
    return Row(economies, products, flows, prepared, _first(folder), middle, drawn)


def _source(folder: Path) -> FlowsSource:
    return FlowsSource("flows.parquet", folder / "flows.parquet")


def _first(folder: Path) -> Cost:
    """Return what a bloc costs a process that has answered nothing yet."""
    command = [sys.executable, "-m", "benchmarks.bloc", "--first", str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, cpu = map(float, said.split())
    return Cost(seconds, cpu)


def first_of_process(folder: Path) -> ImportStudy:
    """Return a study of flows that were made ready by another process."""
    known = open_ready(_source(folder), folder / _READY)
    return study_imports(known, _bloc(known, 0))


def _part(whole: Path, path: Path, economies: int, products: int) -> int:
    """Write the flows of the first economies and products; return how many."""
    table = pq.read_table(whole)
    for column, count in (("importer", economies), ("exporter", economies), ("product", products)):
        kept = pc.unique(table[column]).sort()[:count]
        table = table.filter(pc.is_in(table[column], kept))
    place = table.column_names.index("product")
    table = table.set_column(place, "product", _in_headings(table["product"].to_numpy()))
    pq.write_table(table, path)
    return int(table.num_rows)


def _in_headings(numbers: np.ndarray[tuple[int], np.dtype[np.int32]]) -> pa.Array:
    """Return codes that lie in headings as those of the Harmonized System do: four in each.

    Many products are drawn by their headings; generated numbers, one after the other, have few.
    """
    products, place = np.unique(numbers, return_inverse=True)
    heading = np.arange(len(products)) * HEADINGS // ALL_PRODUCTS
    first = np.searchsorted(heading, heading)
    codes = (100 + heading) * 100 + np.arange(len(products)) - first
    return pa.array(codes[place].astype(np.int32))


def _bloc(known: PreparedFlows, number: int) -> tuple[str, ...]:
    """Return another bloc of `MEMBERS` each time."""
    count = len(known.importers)
    return tuple(known.importers[(number + 2 * place) % count] for place in range(MEMBERS))


def draw(known: PreparedFlows, study: ImportStudy) -> int:
    """Return how many characters the pictures of a page have, both widths."""
    links = known.drawing.links.tolist()
    return sum(
        len(draw_suppliers(study, _SPEECH, title="t", narrow=narrow))
        + len(draw_product_space(study, links, _SPEECH, title="t", narrow=narrow))
        + len(draw_curve(study, _WORDS, narrow=narrow))
        for narrow in (False, True)
    )


def timed(work: Callable[[], Found]) -> tuple[Cost, Found]:
    """Return what the work cost and what it found."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu), found


def written(rows: list[Row]) -> str:
    """Return the page."""
    lines = [
        "# A bloc chosen on the page",
        "",
        f"A bloc of {MEMBERS} members over generated flows of one year: its dependency, its "
        "threshold curve, its suppliers and what it could make, recomputed for other members "
        "each time; and the pictures drawn, for wide and narrow screens. Made ready once, when "
        "a fair is loaded: the flows sorted, the product space and its drawing. Seconds on the "
        "clock depend on what else the machine does; CPU seconds are the bloc's own, on two cores.",
        "",
        "`python -m benchmarks.bloc --write docs/reference/benchmarks/bloc.md`",
        "",
        "| economies x products | flows | made ready, s | first bloc of a process, s (CPU) "
        "| another bloc, s (CPU) | target, s | pictures, s |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.economies} x {row.products:,} | {row.flows:,} | {row.prepared.seconds:.1f} "
        f"| {row.first!s} | {row.again!s} | {TARGETS[row.products]:g} | {row.drawn.seconds:.2f} |"
        for row in rows
    ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
