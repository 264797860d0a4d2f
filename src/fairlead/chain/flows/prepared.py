"""An edition's flows made ready for questions that a page asks, kept in a folder.

What does not depend on who asks is worked out once: the flows sorted with their totals (a store),
the product space, and its drawing. Arrays are files that every process maps and none copies.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from fairlead.chain.flows.density import find_bar
from fairlead.chain.flows.economies import convert_to_iso3, lookup
from fairlead.chain.flows.fair_flows import read_choices
from fairlead.chain.flows.open import Flows, open_flows, read_totals, translate_input_errors
from fairlead.chain.flows.product_codes import write_scheme
from fairlead.chain.flows.product_space import Space, build_product_space
from fairlead.engines import dependency as engine
from fairlead.engines.dependency.complexity import (
    Complexity,
    Exports,
    Network,
    lay_out_network,
    measure,
)
from fairlead.engines.dependency.complexity import build_product_space as engine_space
from fairlead.folder.fair_settings import FlowsSource

DRAWN = 1_300
"""Most products that are drawn one by one; beyond, the space is drawn by headings."""

_STORE = "store"
_SPACE = "space"
_NAMES = "names.json"
_LOCK = ".lock"


@dataclass(frozen=True)
class PreparedFlows:
    """Flows of an edition's years, their product space and how it is drawn.

    ``importers``: the economies (ISO alpha-3) that import anything, ascending. ``nodes``: the codes
    drawn, ascending: the products of the space, or their headings when there
    are more than `DRAWN`; ``drawing`` has them in that order.
    """

    flows: Flows
    importers: tuple[str, ...]
    space: Space
    nodes: tuple[str, ...]
    drawing: Network

    @cached_property
    def bar(self) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        """Return how near half of each product's makers stand to it: within reach from there."""
        return find_bar(self.space)

    @cached_property
    def drawn_exports(self) -> Exports:
        """Return the exports added up by the nodes of the drawing."""
        return add_up_by_node(self.space.complexity.exports, self.nodes)

    @property
    def digits(self) -> int:
        """Return how many digits of a product's code its node has."""
        return len(self.nodes[0])

    @property
    def scheme(self) -> str:
        """Return the scheme that a fair writes before these product codes."""
        return write_scheme(self.flows)


def prepare_in_memory(flows: Flows, *, name: str) -> PreparedFlows:
    """Return the flows with their product space, worked out in memory.

    Raises InvalidInput, naming ``name``, for flows that have no product space.
    """
    space = build_product_space(flows, name=name)
    exports = space.complexity.exports
    nodes = _choose_nodes(exports)
    drawn = space
    if len(nodes) < len(exports.products):
        with translate_input_errors(name):
            drawn = engine_space(measure(add_up_by_node(exports, nodes)))
    return PreparedFlows(
        flows, _list_importers(flows), space, nodes, lay_out_network(drawn.proximity)
    )


def _list_importers(flows: Flows) -> tuple[str, ...]:
    codes = read_totals(flows, "imports")["economy"].unique()
    return tuple(sorted(convert_to_iso3(pa.chunked_array([codes])).to_pylist()))


def add_up_by_node(exports: Exports, nodes: tuple[str, ...]) -> Exports:
    """Return the exports added up by the nodes of a drawing."""
    if nodes == exports.products:
        return exports
    starts = np.searchsorted(_find_node_positions(exports, nodes), np.arange(len(nodes)))
    return Exports(np.add.reduceat(exports.values, starts, axis=1), exports.economies, nodes)


def _choose_nodes(exports: Exports) -> tuple[str, ...]:
    """Return the finest codes of which there are few enough to draw."""
    digits = len(exports.products[0])
    for size in (digits, 4, 2):
        nodes = sorted({product[:size] for product in exports.products})
        if len(nodes) <= DRAWN:
            break
    return tuple(nodes)


def _find_node_positions(
    exports: Exports, nodes: tuple[str, ...]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    size = len(nodes[0])
    place = {node: position for position, node in enumerate(nodes)}
    return np.array([place[product[:size]] for product in exports.products], dtype=np.int64)


def prepare_flows(source: FlowsSource, folder: Path) -> None:
    """Write what `open_ready` opens into the folder; nothing is done when it is there.

    Two processes that prepare the same folder take turns. Raises InvalidInput for flows that
    cannot be read, the folder left without anything half-written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _turn(folder):
        if is_ready(folder):
            return
        with translate_input_errors(source.source):
            if not engine.is_store(source.path):
                engine.import_flows(
                    source.path,
                    folder / _STORE,
                    names=lookup,
                    kind=_find_kind(source),
                    classification=source.classification,
                    choices=read_choices(source),
                )
        found = prepare_in_memory(_open_flows(source, folder), name=source.source)
        draft = folder / f"{_SPACE}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        _write(found, draft)
        draft.rename(folder / _SPACE)


def is_ready(folder: Path) -> bool:
    """Return whether the folder has what `prepare_flows` writes."""
    return (folder / _SPACE).exists()


def find_sorted_source(source: FlowsSource, folder: Path) -> FlowsSource:
    """Return the source as the folder holds it, sorted; the source itself when it does not.

    What the folder holds is in dollars, whatever the unit of the file was.
    """
    if not is_ready(folder) or not engine.is_store(folder / _STORE):
        return source
    return replace(source, path=folder / _STORE, unit=None)


def open_ready(source: FlowsSource, folder: Path) -> PreparedFlows:
    """Return what `prepare_flows` wrote; raises InvalidInput for flows that are not there."""
    at = folder / _SPACE
    names = json.loads((at / _NAMES).read_text(encoding="utf-8"))
    arrays = {path.stem: np.load(path, mmap_mode="r") for path in sorted(at.glob("*.npy"))}
    exports = Exports(arrays["values"], tuple(names["economies"]), tuple(names["products"]))
    complexity = Complexity(exports=exports, **_pick_fields(Complexity, arrays))
    return PreparedFlows(
        flows=_open_flows(source, folder),
        importers=tuple(names["importers"]),
        space=Space(complexity=complexity, **_pick_fields(Space, arrays)),
        nodes=tuple(names["nodes"]),
        drawing=Network(**_pick_fields(Network, arrays)),
    )


def _open_flows(source: FlowsSource, folder: Path) -> Flows:
    path = source.path if engine.is_store(source.path) else folder / _STORE
    with translate_input_errors(source.source):
        return open_flows(path, classification=source.classification).during(source.years)


def _write(found: PreparedFlows, folder: Path) -> None:
    complexity = found.space.complexity
    np.save(folder / "values.npy", complexity.exports.values)
    for part in (complexity, found.space, found.drawing):
        for field in fields(part):
            value = getattr(part, field.name)
            if isinstance(value, np.ndarray):
                np.save(folder / f"{field.name}.npy", value)
    names = {
        "economies": complexity.exports.economies,
        "products": complexity.exports.products,
        "nodes": found.nodes,
        "importers": found.importers,
    }
    (folder / _NAMES).write_text(json.dumps(names), encoding="utf-8")


def _pick_fields(kind: type[Any], arrays: dict[str, Any]) -> dict[str, Any]:
    """Return the arrays that are fields of the kind."""
    return {field.name: arrays[field.name] for field in fields(kind) if field.name in arrays}


def _find_kind(source: FlowsSource) -> Any:
    return source.kind  # one of the engine's words, which it checks


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    import fcntl  # not on Windows, where everything else of this module is of use

    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
