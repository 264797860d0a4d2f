"""Opens trade flows for the chain: names to codes on the way in, a user's mistakes made plain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairlead.chain.flows.economies import find_economy, lookup
from fairlead.engines import dependency as engine
from fairlead.engines.dependency import (
    KINDS,
    BadFlows,
    FileChoices,
    Flows,
    ImportResult,
    Kind,
    Manifest,
    NotAPartner,
    NoTrade,
    SourceEntry,
    is_store,
)
from fairlead.folder.input_errors import InputError, InvalidInput

__all__ = [
    "KINDS",
    "FileChoices",
    "Flows",
    "ImportResult",
    "Kind",
    "Manifest",
    "SourceEntry",
    "import_flows",
    "is_store",
    "list_damaged_files",
    "open_flows",
    "read_store",
    "read_totals",
    "reading_notes",
    "translate_input_errors",
    "write_product_codes",
]

_CODE = re.compile(r"\{economy:(\d+)\}")


def open_flows(
    path: Path,
    *,
    kind: Kind | None = None,
    classification: str | None = None,
    choices: FileChoices | None = None,
) -> Flows:
    """Return the flows at ``path``, ready for `fairlead.engines.dependency`.

    ``path`` is a store made by `import_flows`, or a source: ``kind`` says ``table`` (exporter,
    importer, product, year, value_usd), ``baci`` (folder, zip or one table), ``comtrade``,
    ``wits``, ``eurostat`` or ``atlas``; None looks into it. ``choices`` say what its values are
    worth, how they are written, and which level of codes is meant. A source is sorted once into a
    temporary folder that is removed when the flows are no longer used.

    Raises `InvalidInput` with every fault of the source.
    """
    path = _add_name(path)
    with translate_input_errors(path.name):
        if engine.is_store(path):
            _expect_no_choices(path, choices)
            return engine.open_store(path, classification=classification)
        return engine.read_flows(
            path, kind=kind, names=lookup, classification=classification, choices=choices
        )


def _expect_no_choices(store: Path, choices: FileChoices | None) -> None:
    for name in ("unit", "level", "decimal") if choices else ():
        if getattr(choices, name) is not None:
            raise BadFlows(
                [engine.Fault(store.name, f"expected no --{name} with a store: say it at import")]
            )


def reading_notes(notes: Iterable[str]) -> list[str]:
    """Return what the engine says of how sources were read, with names for codes of economies."""
    return [_CODE.sub(lambda code: find_economy(int(code[1])).name, note) for note in notes]


def _add_name(path: Path) -> Path:
    """Return the path with a name: that of the folder for ``.``, which problems can then say."""
    return path if path.name else path.absolute()


def import_flows(
    source: Path,
    store: Path,
    *,
    kind: Kind | None = None,
    classification: str | None = None,
    years: Collection[int] | None = None,
    concordance: Path | None = None,
    choices: FileChoices | None = None,
) -> ImportResult:
    """Return what was imported into the store; see the engine's `import_flows`.

    Raises `InvalidInput` with every fault of the source, the store untouched.
    """
    source = _add_name(source)
    with translate_input_errors(source.name):
        return engine.import_flows(
            source,
            store,
            names=lookup,
            kind=kind,
            classification=classification,
            years=years,
            concordance=concordance,
            choices=choices,
        )


def read_store(store: Path) -> Manifest:
    """Return what a store holds; raises `InvalidInput` when the folder is no store."""
    with translate_input_errors(store.name):
        return engine.read_manifest(store)


def list_damaged_files(store: Path) -> list[str]:
    """Return the store's files that are not what was imported."""
    with translate_input_errors(store.name):
        return engine.find_damaged_files(store)


def write_product_codes(
    flows: Flows, numbers: pa.Array | pa.ChunkedArray
) -> pa.Array | pa.ChunkedArray:
    """Return the engine's products as bare codes of the flows' digits: 30349 as ``030349``."""
    return pc.utf8_lpad(numbers.cast(pa.string()), flows.digits, "0")


def read_totals(flows: Flows, side: Literal["imports", "exports"]) -> pa.Table:
    """Return economy, product and value (named ``side``) of every total above 0, year by year."""
    columns = ["economy", "product", side]
    above = pc.field(side) > 0
    parts = [pq.read_table(part.totals, columns=columns, filters=above) for part in flows.parts]
    return pa.concat_tables(parts)


@contextmanager
def translate_input_errors(file: str) -> Iterator[None]:
    """Turn the engine's complaints about a user's input into `InvalidInput`."""
    try:
        yield
    except BadFlows as error:
        raise InvalidInput(
            InputError(
                file=fault.file,
                expected=fault.expected,
                line=fault.line,
                field=fault.field,
                value=fault.value,
            )
            for fault in error.faults
        ) from error
    except NoTrade as error:
        names = ", ".join(
            f"{find_economy(code).name} ({find_economy(code).iso3})" for code in error.codes
        )
        years = ", ".join(map(str, error.years))
        expected = f"expected economies that report {error.side}s in {years}; choose others"
        raise InvalidInput([InputError(file=file, value=names, expected=expected)]) from error
    except NotAPartner as error:
        one = find_economy(error.code)
        expected = f"expected a partner that trades with them in {', '.join(map(str, error.years))}"
        problem = InputError(file=file, value=f"{one.name} ({one.iso3})", expected=expected)
        raise InvalidInput([problem]) from error
    except InvalidInput:
        raise
    except ValueError as error:
        raise InvalidInput([InputError(file=file, expected=str(error))]) from error
