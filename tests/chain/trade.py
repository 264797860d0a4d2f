"""A small world of trade, the same each time: eight economies, a dozen products, two years."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.folder.fair_settings import FlowsSource

ECONOMIES = ("ARM", "BLR", "CHN", "DEU", "KAZ", "KGZ", "RUS", "USA")
PRODUCTS = tuple(f"84{heading:02d}{part}0" for heading in range(1, 7) for part in (1, 2))
YEARS = (2021, 2022)


def write_flows(path: Path, *, seed: int = 7, years: tuple[int, ...] = YEARS) -> FlowsSource:
    """Write flows in which everybody sells a few products well, and return their source."""
    rng = np.random.default_rng(seed)
    strong = rng.random((len(ECONOMIES), len(PRODUCTS))) < 0.35
    strong[2] = True  # one that sells everything, so that every product has a seller
    rows: dict[str, list[object]] = {
        name: [] for name in ("exporter", "importer", "product", "year", "value_usd")
    }
    for row, exporter in enumerate(ECONOMIES):
        for importer in ECONOMIES:
            for column, product in enumerate(PRODUCTS):
                if importer == exporter or not (strong[row, column] or rng.random() < 0.2):
                    continue
                size = rng.integers(1, 1000) * (100 if strong[row, column] else 1)
                for year in years:
                    values = (exporter, importer, product, year, int(size) * (year - 2019))
                    for name, value in zip(rows, values, strict=True):
                        rows[name].append(value)
    pq.write_table(pa.table(rows), path)
    return FlowsSource(source=path.name, path=path, classification="HS2022")
