"""The store: the same once, whole or not at all, versions never mixed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.engines.dependency.test_readers import names, rows

from fairlead.chain.flows.economies import lookup
from fairlead.engines.dependency import (
    BadFlows,
    ImportResult,
    assess,
    find_damaged_files,
    import_flows,
    open_store,
    read_manifest,
)
from fairlead.engines.dependency.store import store as store_module

HEAD = "exporter,importer,product,year,value_usd\n"


def source(path: Path, text: str) -> Path:
    """Write a plain table."""
    path.write_text(HEAD + text)
    return path


def take(
    path: Path, store: Path, classification: str = "HS2022", *, concordance: Path | None = None
) -> ImportResult:
    """Import a file into a store."""
    return import_flows(
        path, store, names=names, classification=classification, concordance=concordance
    )


def snapshot(store: Path) -> dict[str, bytes]:
    """Return every file of a store but its lock."""
    files = (path for path in store.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(store)): path.read_bytes() for path in files}


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    table = source(tmp_path / "a.csv", "B,A,1,2020,60\nWorld,A,1,2020,60\nC,A,1,2021,5\n")
    store = tmp_path / "store"
    first = take(table, store)
    before = snapshot(store)
    again = take(table, store)
    assert (first.status, again.status) == ("imported", "already there")
    assert first.replaced == again.replaced == ()
    assert snapshot(store) == before
    assert again.source == first.source
    assert first.source.years == (2020, 2021)
    assert [(one.reason, one.rows, one.usd) for one in first.source.apart] == [
        ("World total", 1, 60)
    ]
    assert rows(open_store(store)) == [(2, 1, 1, 2020, 60), (3, 1, 1, 2021, 5)]
    assert find_damaged_files(store) == []


def test_a_newer_source_replaces_its_years_only(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take(source(tmp_path / "a.csv", "B,A,1,2020,60\nB,A,1,2021,61\n"), store)
    newer = take(source(tmp_path / "b.csv", "B,A,1,2021,99\n"), store)
    assert newer.replaced == (("a.csv", (2021,)),)
    assert [row[4] for row in rows(open_store(store))] == [60, 99]
    assert len(list(store.glob("*/*.parquet"))) == 4
    assert [part.year for part in read_manifest(store).parts] == [2020, 2021]


@pytest.mark.parametrize("text", ["B,A,1,2020,-4\n", "B,Nowhere,1,2020,4\n", "World,A,1,2020,4\n"])
def test_a_broken_source_leaves_the_store_as_it_was(tmp_path: Path, text: str) -> None:
    store = tmp_path / "store"
    take(source(tmp_path / "a.csv", "B,A,1,2020,60\n"), store)
    before = snapshot(store)
    with pytest.raises(BadFlows):
        take(source(tmp_path / "b.csv", text), store)
    assert snapshot(store) == before


def test_a_broken_source_leaves_no_store_behind(tmp_path: Path) -> None:
    with pytest.raises(BadFlows):
        take(source(tmp_path / "a.csv", "B,A,1,2020,-4\n"), tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_an_interrupted_import_leaves_the_old_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    take(source(tmp_path / "a.csv", "B,A,1,2020,60\n"), store)
    before = rows(open_store(store))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    # The last moment: everything is written and in place, the manifest is not yet replaced.
    monkeypatch.setattr(store_module, "commit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        take(source(tmp_path / "b.csv", "B,A,1,2020,99\n"), store)
    monkeypatch.undo()
    assert rows(open_store(store)) == before
    assert take(tmp_path / "b.csv", store).status == "imported"
    assert [row[4] for row in rows(open_store(store))] == [99]
    assert len(list(store.glob("*/*.parquet"))) == 2


# An import that stops where a user's signal can meet it: files written, manifest not replaced.
STALLED = """
import sys, time
from pathlib import Path
from fairlead.chain.flows.economies import lookup
from fairlead.engines.dependency.store import store

def stall(*_):
    print("written", flush=True)
    time.sleep(60)

store.commit = stall
store.import_flows(Path(sys.argv[1]), Path(sys.argv[2]), names=lookup, kind="table")
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_killed_import_leaves_the_old_store_and_the_next_one_works(
    tmp_path: Path, sent: signal.Signals
) -> None:
    store = tmp_path / "store"
    import_flows(source(tmp_path / "a.csv", "DEU,FRA,1,2020,60\n"), store, names=lookup)
    source(tmp_path / "b.csv", "DEU,FRA,1,2020,99\n")
    before = rows(open_store(store))
    command = [sys.executable, "-c", STALLED, str(tmp_path / "b.csv"), str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        process.send_signal(sent)
    assert process.returncode != 0
    assert rows(open_store(store)) == before
    assert find_damaged_files(store) == []
    import_flows(tmp_path / "b.csv", store, names=lookup)
    assert [row[4] for row in rows(open_store(store))] == [99]
    assert len(list(store.glob("*/*.parquet"))) == 2


def test_two_versions_are_never_read_as_one(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take(source(tmp_path / "a.csv", "B,A,1,2020,60\n"), store, "HS2017")
    take(source(tmp_path / "b.csv", "B,A,1,2021,61\n"), store, "HS2022")
    with pytest.raises(BadFlows, match="the store has HS2017, HS2022"):
        open_store(store)
    assert open_store(store, classification="HS2022").years == (2021,)
    with pytest.raises(BadFlows, match="among HS2017, HS2022"):
        open_store(store, classification="HS2012")


def test_a_concordance_moves_every_dollar(tmp_path: Path) -> None:
    mapping = tmp_path / "map.csv"
    mapping.write_text("from,to,weight\n1,10,1\n2,10,1\n3,20,4e9\n3,30,8000000000\n")
    table = source(tmp_path / "a.csv", "B,A,1,2020,5\nB,A,2,2020,6\nB,A,3,2020,100\nB,A,4,2020,7\n")
    found = take(table, tmp_path / "store", "HS2022", concordance=mapping)
    assert found.split_products == 1
    moved = rows(open_store(tmp_path / "store"))
    assert moved == [(2, 1, 10, 2020, 11), (2, 1, 20, 2020, 33), (2, 1, 30, 2020, 67)]
    assert found.source.apart[0].reason == "product not in the concordance"
    assert sum(row[4] for row in moved) + found.source.apart[0].usd == 118


def test_damage_is_found_by_the_checksums(tmp_path: Path) -> None:
    store = tmp_path / "store"
    take(source(tmp_path / "a.csv", "B,A,1,2020,60\n"), store)
    file = store / read_manifest(store).parts[0].flows
    pq.write_table(pq.read_table(file).slice(0, 0), file)
    assert find_damaged_files(store) == [str(file.relative_to(store))]
    file.unlink()
    with pytest.raises(BadFlows, match="is missing"):
        open_store(store)


def test_a_folder_with_other_files_is_no_place_for_a_store(tmp_path: Path) -> None:
    table = source(tmp_path / "a.csv", "B,A,1,2020,60\n")
    with pytest.raises(BadFlows, match="other files are in it"):
        take(table, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv"]


def test_a_place_that_cannot_be_a_store_is_refused(tmp_path: Path) -> None:
    table = source(tmp_path / "a.csv", "B,A,1,2020,60\n")
    with pytest.raises(BadFlows, match="place that can be written"):
        take(table, table / "store")
    with pytest.raises(BadFlows, match="this is a file"):
        take(table, table)
    with pytest.raises(BadFlows, match="expected a store of flows, there is none"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "name", ["../../elsewhere", "a/b", "/abs", "", " HS2022", "HS2023", "hs22"]
)
def test_a_classification_is_a_name_and_of_hs_one_there_is(tmp_path: Path, name: str) -> None:
    table = source(tmp_path / "a.csv", "B,A,1,2020,60\n")
    with pytest.raises(BadFlows, match="expected a classification such as HS2022"):
        take(table, tmp_path / "store", name)
    mapping = tmp_path / "map.csv"
    mapping.write_text("from,to\n1,10\n")
    with pytest.raises(BadFlows, match="expected a classification such as HS2022"):
        take(table, tmp_path / "store", name, concordance=mapping)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "map.csv"]
    assert not (tmp_path.parent / "elsewhere").exists()
    assert take(table, tmp_path / "store", "CPC2.1").source.classification == "CPC2.1"


def test_a_concordance_that_is_no_file_is_refused(tmp_path: Path) -> None:
    table = source(tmp_path / "a.csv", "B,A,1,2020,60\n")
    for mapping in (tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(BadFlows, match="expected a file, there is none"):
            take(table, tmp_path / "store", concordance=mapping)
    empty = tmp_path / "map.csv"
    empty.touch()
    with pytest.raises(BadFlows, match=r"map.csv: expected a table, the file is empty"):
        take(table, tmp_path / "store", concordance=empty)
    empty.write_text("from,to,weight\n1,10,-2\n")
    with pytest.raises(BadFlows, match=r"map.csv:2: weight '-2': expected a weight above zero"):
        take(table, tmp_path / "store", concordance=empty)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("importers", [[1], None])
def test_a_question_to_a_damaged_store_names_the_file(
    tmp_path: Path, importers: list[int] | None
) -> None:
    flows = (f"{seller},A,{item},2020,{item}\n" for item in range(1, 300) for seller in "BC")
    take(source(tmp_path / "a.csv", "".join(flows)), tmp_path / "store")
    store = open_store(tmp_path / "store")
    file = store.parts[0].flows
    content = file.read_bytes()
    half = len(content) // 2
    file.write_bytes(
        content[:40] + bytes(byte ^ 0x5A for byte in content[40:half]) + content[half:]
    )
    with pytest.raises(BadFlows, match=rf"{file.name}.*damaged"):
        assess(store, importers=importers)
