"""What commands are given by a path and has no end, or is no file, is refused at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairlead.chain.flows.product_names import read_source_titles
from fairlead.cli.main import build_app
from fairlead.folder import source
from fairlead.folder.input_errors import InvalidInput

SMALL = Path(__file__).parents[1] / "folder" / "small"
TABLE = "exporter,product,value_usd\nBLR,HS:847989,5\nRUS,HS:847981,7\n"
PROBLEM = (
    '{"format": "fairlead-meetings/1", "people": ["a", "b"], "slots_per_day": [2],'
    ' "tables": 1, "requests": [["a", "b"]]}'
)
COMMANDS = {
    "appraise": "appraise {given}",
    "concordance": "concordance {given}",
    "complexity": "complexity {given}",
    "complexity_population": (
        "complexity {table} --population {given} --least-population 5 --output {out}"
    ),
    "complexity_titles": "complexity {table} --titles {given} --output {out}",
    "dependencies": "dependencies {given}",
    "flows": "flows import {given} --output {out}",
    "match": "match {small} --concordance {given} --output {out}",
    "schedule": "schedule {given}",
    "verify": "verify {problem} {given}",
    "why": "why {problem} {given}",
    "replan": "replan {problem} {given}",
    "programme": "programme check {given}",
    "document": "ledger document {given}",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("given", ["device", "pipe", "folder"])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_refused(command: str, given: str, tmp_path: Path) -> None:
    if given == "folder" and command in ("complexity", "dependencies", "flows"):
        pytest.skip("a folder of flows is a store")
    paths = {"device": Path("/dev/zero"), "pipe": tmp_path / "pipe.csv", "folder": tmp_path}
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "table.csv").write_text(TABLE)
    (tmp_path / "problem.json").write_text(PROBLEM)
    words = COMMANDS[command].format(
        given=paths[given],
        small=SMALL,
        table=tmp_path / "table.csv",
        problem=tmp_path / "problem.json",
        out=tmp_path / "out",
    )
    result = CliRunner().invoke(build_app([MODULES.get(command, command)]), words.split())
    assert isinstance(result.exception, InvalidInput) or result.exit_code == 2
    assert not (tmp_path / "out").exists()


MODULES = {
    "why": "replan",
    "complexity_population": "complexity",
    "complexity_titles": "complexity",
    "document": "ledger",
}


@pytest.mark.parametrize("command", ["complexity_population", "complexity_titles"])
def test_a_table_beside_flows_that_is_none_is_refused(command: str, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(TABLE)
    given = tmp_path / "open_quote.csv"
    given.write_text(
        "code,title,economy,population\n0101,horses,BLR,9\n" + '0102,"' + "x" * 200_000
    )
    words = COMMANDS[command].format(
        table=tmp_path / "table.csv", given=given, out=tmp_path / "out"
    )
    result = CliRunner().invoke(build_app(["complexity"]), words.split())
    assert isinstance(result.exception, InvalidInput)
    assert f"{given}:3: expected quotes that close" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_titles_beside_flows_may_be_in_an_old_character_set(tmp_path: Path) -> None:
    (tmp_path / "BACI_HS22_Y2022_V202401.csv").write_text("t,i,j,k,v,q\n2022,276,643,210690,5,1\n")
    titles = tmp_path / "product_codes_HS22_V202401.csv"
    titles.write_bytes("code,description\n210690,Purée\n".encode("cp1252"))
    assert read_source_titles(tmp_path) == {"210690": "Purée"}


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    with file.open("wb") as large:
        large.truncate(source.MAX_CSV_BYTES + 1)
    with pytest.raises(InvalidInput, match=r"large\.json: expected at most 268,435,456 bytes"):
        source.read_given(file)
