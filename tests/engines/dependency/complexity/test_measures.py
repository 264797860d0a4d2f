"""Complexity on tables with known answers, beside the slow reference, py-ecomplexity and R."""

from __future__ import annotations

import contextlib
import io
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fairlead.engines.dependency.complexity import (
    Exports,
    Space,
    build_product_space,
    find_groups,
    measure,
    standardise_outlook,
)
from fairlead.engines.dependency.complexity._reference import mark_made_products, measure_slowly
from fairlead.engines.dependency.complexity.exports import mark_specialised


def drawn(text: str) -> Exports:
    """Return the exports drawn as a table: products in the first line, an economy a line."""
    head, *lines = [line.split() for line in text.strip().splitlines()]
    values = np.array([[int(cell) for cell in line[1:]] for line in lines])
    return Exports(values, tuple(line[0] for line in lines), tuple(head))


def some_exports(economies: int, products: int, *, seed: int) -> Exports:
    """Return nested-looking exports: the able make the rare things as well as the common."""
    draw = np.random.default_rng(seed)
    able, hard = draw.random(economies), draw.random(products)
    chance = 1 / (1 + np.exp(-8 * (able[:, None] - hard[None, :])))
    values = draw.lognormal(8, 1.5, (economies, products)) * (draw.random(chance.shape) < chance)
    values[np.arange(products) % economies, np.arange(products)] += 1
    return Exports(
        np.rint(values).astype(np.int64),
        tuple(f"e{i:03d}" for i in range(economies)),
        tuple(f"p{i:04d}" for i in range(products)),
    )


TRIANGLE = """
    wheat cars chips
A       9    9     9
B       9    9     0
C       9    0     0
"""


def test_a_small_world_by_hand() -> None:
    found = measure(drawn(TRIANGLE))
    # Shares of the world: wheat 1/2, cars 1/3, chips 1/6.
    assert found.advantage == pytest.approx(np.array([[2 / 3, 1, 2], [1, 3 / 2, 0], [2, 0, 0]]))
    assert found.made.tolist() == [[False, True, True], [True, True, False], [True, False, False]]
    assert found.diversity.tolist() == [2, 2, 1]
    assert found.ubiquity.tolist() == [2, 2, 1]
    assert found.eci.argsort().tolist() == [2, 1, 0]
    assert found.pci.argsort().tolist() == [0, 1, 2]
    assert found.fitness.argsort().tolist() == [2, 1, 0]


def test_proximity_and_density_by_hand() -> None:
    space = build_product_space(measure(drawn(TRIANGLE)))
    assert space.proximity == pytest.approx(np.array([[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]))
    assert space.density[2] == pytest.approx([1 / 1.5, 0.5 / 2, 0])


def test_an_exact_tie_is_specialisation() -> None:
    # 0.1 and 0.3 of anything do not divide evenly in binary; the shares are equal all the same.
    values = np.array([[1, 2], [3, 6], [10, 20]]) * 10**13 // 10
    assert mark_specialised(values).all()


def test_what_nobody_makes_and_who_makes_nothing_are_said_to_be_unknown() -> None:
    text = (
        TRIANGLE.replace("chips", "chips none")
        .replace("A       9    9     9", "A 9 9 9 0")
        .replace("B       9    9     0", "B 9 9 0 0")
        .replace("C       9    0     0", "C 9 0 0 0")
    )
    found = measure(drawn(text + "D 0 0 0 0\n"))
    assert np.isnan(found.eci).tolist() == [False, False, False, True]
    assert np.isnan(found.pci).tolist() == [False, False, False, True]
    assert found.eci[:3] == pytest.approx(measure(drawn(TRIANGLE)).eci)
    space = build_product_space(found)
    assert (space.density[:, 3] == 0).all()
    assert not np.isnan(space.outlook).any()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([[1, 2], [2, 4], [3, 6]], "differ in what they export"),
        ([[5, 5], [0, 0]], "at least 3 economies"),
        ([[-1, 2], [2, 4], [1, 1]], "got -1 for e0 and p0"),
    ],
)
def test_tables_that_say_nothing_are_refused(values: list[list[int]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        measure(Exports(np.array(values), tuple(f"e{i}" for i in range(len(values))), ("p0", "p1")))


def test_names_and_shapes_are_checked() -> None:
    with pytest.raises(ValueError, match="got b twice"):
        Exports(np.ones((1, 2), dtype=np.int64), ("a",), ("b", "b"))
    with pytest.raises(ValueError, match="shape"):
        Exports(np.ones((2, 2), dtype=np.int64), ("a",), ("b", "c"))
    with pytest.raises(ValueError, match="whole dollars"):
        Exports(np.ones((1, 1)), ("a",), ("b",))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 9), st.integers(3, 12), st.integers(0, 10_000))
def test_agrees_with_the_slow_reference(economies: int, products: int, seed: int) -> None:
    exports = some_exports(economies, products, seed=seed)
    made = np.array(mark_made_products(exports))
    assert (mark_specialised(exports.values) == made).all()
    assume(made.any(axis=0).all() and made.any(axis=1).all())
    assume(_clear_cut(made))
    found, slow = measure(exports), measure_slowly(exports)
    space = build_product_space(found)
    assert found.eci == pytest.approx(slow.eci, abs=1e-8)
    assert found.pci == pytest.approx(slow.pci, abs=1e-8)
    assert space.proximity == pytest.approx(slow.proximity, abs=1e-6)
    assert space.density == pytest.approx(slow.density, abs=1e-6)
    assert space.outlook == pytest.approx(slow.outlook, abs=1e-5)
    assert space.gain == pytest.approx(slow.gain, abs=1e-5)


def _clear_cut(made: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> bool:
    """Return whether the second eigenvalue stands alone and its sign is settled."""
    diversity, ubiquity = made.sum(axis=1), made.sum(axis=0)
    scaled = made / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)
    values, vectors = np.linalg.eigh(scaled @ scaled.T)
    k = vectors[:, -2] / np.sqrt(diversity)
    if not (diversity.std() and k.std()):
        return False
    correlation = abs(float(np.corrcoef(k, diversity)[0, 1]))
    apart = min(values[-2] - values[-3], values[-1] - values[-2])
    return bool(values[-2] > 1e-3 and apart > 1e-3 and correlation > 1e-3)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 1_000))
def test_scaling_every_value_changes_nothing(seed: int, factor: int) -> None:
    exports = some_exports(12, 30, seed=seed)
    larger = Exports(exports.values * factor, exports.economies, exports.products)
    one, other = measure(exports), measure(larger)
    assert (one.made == other.made).all()
    assert one.eci == pytest.approx(other.eci, nan_ok=True)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_eci_is_standard_and_the_mean_pci_of_what_is_made(seed: int) -> None:
    found = measure(some_exports(15, 40, seed=seed))
    known = ~np.isnan(found.eci)
    assert found.eci[known].mean() == pytest.approx(0, abs=1e-9)
    assert found.eci[known].std() == pytest.approx(1)
    for row in np.flatnonzero(known):
        assert found.eci[row] == pytest.approx(found.pci[found.made[row]].mean(), abs=1e-8)
    assert np.nanmean(found.fitness) == pytest.approx(1)


def _oracle(exports: Exports) -> pd.DataFrame:
    """Return py-ecomplexity's answer, sorted by economy and product."""
    from ecomplexity import ecomplexity

    rows = pd.DataFrame(
        {
            "t": 2017,
            "c": np.repeat(exports.economies, len(exports.products)),
            "p": np.tile(exports.products, len(exports.economies)),
            "v": exports.values.ravel(),
        }
    )
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        answer = ecomplexity(
            rows,
            {"time": "t", "loc": "c", "prod": "p", "val": "v"},
            check_logsupermodularity=False,
            verbose=False,
        )
    ordered: pd.DataFrame = answer.sort_values(["c", "p"])
    return ordered


def _equals_the_oracle(exports: Exports) -> None:
    found = measure(exports)
    space = build_product_space(found)
    shape = exports.values.shape
    oracle = {
        name: column.to_numpy().reshape(shape)
        for name, column in _oracle(exports).items()
        if name not in ("t", "c", "p", "v")
    }
    assert (found.made == oracle["mcp"]).all()
    assert (found.diversity == oracle["diversity"][:, 0]).all()
    assert (found.ubiquity == oracle["ubiquity"][0]).all()
    assert found.eci == pytest.approx(oracle["eci"][:, 0], abs=1e-9)
    assert found.pci == pytest.approx(oracle["pci"][0], abs=1e-9)
    assert space.density == pytest.approx(oracle["density"], abs=1e-5)
    _outlook_equals(space, coi=oracle["coi"][:, 0], cog=oracle["cog"])


def _outlook_equals(space: Space, *, coi: object, cog: object) -> None:
    """Compare where the oracle measures PCI from another zero and standardises COI.

    Its eigenvector is PCI but for scale and a shift that its weights fix: the mean ECI weighted
    by diversity is its zero.
    """
    found = space.complexity
    zero = (found.diversity * found.eci).sum() / found.diversity.sum()
    shifted = found.pci - zero
    outlook = (space.density * ~found.made * shifted).sum(axis=1)
    assert standardise_outlook(space) == pytest.approx(coi, abs=1e-5)
    pull = ~found.made * (shifted / space.reach)
    assert (pull @ space.proximity) * ~found.made == pytest.approx(cog, abs=1e-5)
    # And ours differ from these by the shift alone.
    by_shift = (space.density * ~found.made).sum(axis=1) * zero
    assert space.outlook == pytest.approx(outlook + by_shift, abs=1e-3)


def test_who_shares_no_product_is_apart() -> None:
    values = np.zeros((7, 6), dtype=np.int64)
    values[:4, :4] = [[9, 9, 9, 9], [9, 9, 0, 0], [9, 0, 0, 9], [0, 9, 9, 0]]
    values[4, 4] = values[5, 4] = 9
    apart = Exports(values, tuple("abcdefg"), tuple("uvwxyz"))
    found = measure(apart)
    groups = find_groups(found.made)
    assert [group for group in groups if 4 in group] == [(4, 5)]
    assert groups[0] == (0, 1, 2, 3)
    assert np.isnan(found.eci[[4, 5, 6]]).all()
    assert np.isnan(found.pci[4])
    # Among themselves the others are measured as ever.
    eci = found.eci[:4]
    assert (eci.mean(), eci.std()) == pytest.approx((0, 1))
    means = [found.pci[row].mean() for row in found.made[:4]]
    assert eci == pytest.approx(means)
    assert np.isnan(standardise_outlook(build_product_space(found))[[4, 5, 6]]).all()


def test_equals_py_ecomplexity() -> None:
    _equals_the_oracle(some_exports(40, 120, seed=11))


def _world_2017(shared_data: Path) -> Exports:
    table = pq.read_table(shared_data / "trade" / "world_exports_hs4_2017.parquet").to_pandas()
    wide = table.pivot_table(
        index="exporter", columns="product", values="value_usd", aggfunc="sum", fill_value=0
    )
    values = np.rint(wide.to_numpy()).astype(np.int64)
    return Exports(values, tuple(wide.index), tuple(map(str, wide.columns)))


@pytest.mark.slow
def test_equals_py_ecomplexity_on_the_worlds_exports(shared_data: Path) -> None:
    _equals_the_oracle(_world_2017(shared_data))


def test_gives_the_figures_published_for_2017(shared_data: Path) -> None:
    found = measure(_world_2017(shared_data))
    trade = shared_data / "trade"
    for file, key, names, index, spread, count in (
        ("reference_countries_2017.csv", "country", found.exports.economies, found.eci,
         "eci", found.diversity),
        ("reference_products_2017.csv", "product", found.exports.products, found.pci,
         "pci", found.ubiquity),
    ):  # fmt: skip
        published = pd.read_csv(trade / file, dtype={key: str}).set_index(key)
        ours = pd.DataFrame({"index": index, "count": count}, index=list(names))
        both = published.join(ours, how="inner")
        assert len(both) == len(published)
        counted = "diversity" if key == "country" else "ubiquity"
        assert (both[counted] == both["count"]).all()
        assert both[spread].corr(both["index"]) > 0.9999
