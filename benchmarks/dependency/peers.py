"""The same table (C1, C2, C3, first supplier, for every importer) by other hands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def duckdb_by_hand(flows: Path) -> int:
    """Return the rows of one SQL statement over the flows (sums in doubles, as people write it)."""
    import duckdb

    con = duckdb.connect(config={"threads": 2})
    con.read_parquet(str(flows)).create_view("flows")
    return int(
        con.sql(
            """
            WITH own AS (
              SELECT importer, product, sum(value) imports,
                     sum(value::DOUBLE * value::DOUBLE) / (sum(value)::DOUBLE ^ 2) hhi,
                     arg_max(exporter, value) first_supplier, max(value) / sum(value) first_share
              FROM flows GROUP BY ALL),
            sold AS (SELECT exporter, product, sum(value)::DOUBLE exports FROM flows GROUP BY ALL),
            world AS (SELECT product, sum(exports ^ 2) / sum(exports) ^ 2 hhi_world
                      FROM sold GROUP BY ALL)
            SELECT own.*, hhi_world, coalesce(imports / exports, 9999) ratio, hhi > 0.4 c1,
                   hhi_world > 0.4 c2, coalesce(imports / exports, 9999) > 1 c3
            FROM own LEFT JOIN world USING (product)
            LEFT JOIN sold ON sold.exporter = own.importer AND sold.product = own.product
            """
        )
        .to_arrow_table()
        .num_rows
    )


def polars(flows: Path) -> int:
    """Return the rows of a lazy Polars query."""
    import polars as pl

    value = pl.col("value").cast(pl.Float64)
    scanned = pl.scan_parquet(flows)
    own = scanned.group_by("importer", "product").agg(
        imports=value.sum(),
        squares=(value * value).sum(),
        first_supplier=pl.col("exporter").sort_by("value").last(),
        first_value=value.max(),
    )
    sold = scanned.group_by("exporter", "product").agg(exports=value.sum())
    world = sold.group_by("product").agg(
        hhi_world=(pl.col("exports") ** 2).sum() / pl.col("exports").sum() ** 2
    )
    joined = (
        own.join(world, on="product", how="left")
        .join(sold, left_on=["importer", "product"], right_on=["exporter", "product"], how="left")
        .with_columns(
            hhi=pl.col("squares") / pl.col("imports") ** 2,
            ratio=(pl.col("imports") / pl.col("exports")).fill_null(9999),
        )
        .with_columns(c1=pl.col("hhi") > 0.4, c2=pl.col("hhi_world") > 0.4, c3=pl.col("ratio") > 1)
    )
    return joined.collect().height


def pandas(flows: Path) -> int:
    """Return the rows of the usual pandas steps."""
    import pandas as pd

    frame = pd.read_parquet(flows)
    frame["value"] = frame["value"].astype("float64")
    frame["square"] = frame["value"] ** 2
    pairs = frame.groupby(["importer", "product"], sort=False)
    own = pairs[["value", "square"]].sum()
    top = frame.loc[pairs["value"].idxmax(), ["importer", "product", "exporter", "value"]]
    own = own.join(top.set_index(["importer", "product"]), rsuffix="_first")
    sold = frame.groupby(["exporter", "product"], sort=False)["value"].sum().rename("exports")
    squares = (sold**2).groupby("product").sum() / sold.groupby("product").sum() ** 2
    own = own.reset_index().merge(squares.rename("hhi_world"), on="product")
    own = own.merge(
        sold.reset_index(), left_on=["importer", "product"], right_on=["exporter", "product"],
        how="left",
    )  # fmt: skip
    own["hhi"] = own["square"] / own["value"] ** 2
    own["ratio"] = (own["value"] / own["exports"]).fillna(9999)
    flags = (own["hhi"] > 0.4) & (own["hhi_world"] > 0.4) & (own["ratio"] > 1)
    return len(flags)


PEERS: dict[str, Callable[[Path], int]] = {
    "DuckDB by hand": duckdb_by_hand,
    "Polars": polars,
    "pandas": pandas,
}
