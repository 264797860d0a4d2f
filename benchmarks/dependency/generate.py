"""Generated flows of the size of a year of BACI: 226 economies, 5,017 products."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.chain.flows.areas import FORMER
from fairlead.chain.flows.economies import find_economy

ECONOMIES, PRODUCTS, FLOWS = 226, 5_017, 11_450_000
Floats = npt.NDArray[np.float64]


def list_codes() -> npt.NDArray[np.int32]:
    """Return the codes of so many economies that there are today, ascending."""
    former = {area.code for area in FORMER}
    listed = [
        code
        for code in range(1, 1000)
        if code not in former and not find_economy(code).name.startswith("Economy ")
    ]
    return np.array(listed[:ECONOMIES], dtype=np.int32)


def write_year(path: Path, *, year: int, flows: int = FLOWS, seed: int = 1) -> int:
    """Write one year of flows (FLOW columns, sorted by importer) and return how many there are.

    Sizes of economies and products are log-normal; who trades what is drawn with a probability
    that grows with the sizes of both sides and of the product.
    """
    sizes, weights = _sizes(seed)
    chance = np.sqrt(sizes) * np.sqrt(_scale(flows, seed)), np.sqrt(weights)
    drawn = np.random.default_rng([seed, year])
    with pq.ParquetWriter(path, _schema(), compression="zstd") as writer:
        return sum(
            _write(writer, batch) for batch in _importers(drawn, chance, sizes, weights, year=year)
        )


@cache
def _scale(flows: int, seed: int) -> float:
    """Return the scale at which ``flows`` are expected of a year."""
    partner, product = map(np.sqrt, _sizes(seed))
    pairs = partner[:, None] * partner
    np.fill_diagonal(pairs, 0)  # nobody trades with itself
    scale = 1.0
    for _ in range(16):
        expected = sum(np.minimum(scale * root * pairs, 0.95).sum() for root in product)
        scale *= float(flows / expected)
    return scale


def _sizes(seed: int) -> tuple[Floats, Floats]:
    """Return the sizes of economies and the weights of products."""
    rng = np.random.default_rng([seed, 0])
    return rng.lognormal(0, 1.6, ECONOMIES), rng.lognormal(0, 1.5, PRODUCTS)


def _importers(
    rng: np.random.Generator,
    chance: tuple[Floats, Floats],
    sizes: Floats,
    weights: Floats,
    *,
    year: int,
) -> Iterator[pa.RecordBatch]:
    partner, product = chance
    names = list_codes()
    for importer, size in enumerate(partner):
        odds = np.minimum(size * product[:, None] * partner[None, :], 0.95).astype(np.float32)
        odds[:, importer] = 0
        k, i = np.nonzero(rng.random(odds.shape, dtype=np.float32) < odds)
        noise = rng.normal(10, 2.2, len(k))
        value = (np.exp(noise) * sizes[i] * weights[k]).astype(np.int64) + 1
        yield pa.RecordBatch.from_arrays(
            [
                pa.array(names[i]),
                pa.array(np.full(len(k), names[importer], dtype=np.int32)),
                pa.array((k + 10_000).astype(np.int32)),
                pa.array(np.full(len(k), year, dtype=np.int32)),
                pa.array(value),
            ],
            schema=_schema(),
        )


def _schema() -> pa.Schema:
    kinds = {"exporter": pa.int32(), "importer": pa.int32(), "product": pa.int32()}
    return pa.schema([*kinds.items(), ("year", pa.int32()), ("value_usd", pa.int64())])


def _write(writer: pq.ParquetWriter, batch: pa.RecordBatch) -> int:
    writer.write_batch(batch, row_group_size=122_880)
    return int(batch.num_rows)
