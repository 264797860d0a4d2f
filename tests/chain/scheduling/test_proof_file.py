"""A proof file is read or refused with its field, whatever is in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.engines.scheduling.makers import fair

from fairlead.chain.scheduling.problem_file import ScheduleFile
from fairlead.chain.scheduling.proof_file import verify_proof, write_proof, write_standard_proof
from fairlead.engines.scheduling import solve
from fairlead.folder.input_errors import InvalidInput

FILE = ScheduleFile("fair.json", fair([(0, 1), (1, 2)]), "breaks", 0)


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "proof.json"
    write_proof(path, solve(FILE.problem, objective="breaks"))
    return path


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "1" + "0" * 400, "1" * 5_000])
@pytest.mark.parametrize("field", ["bound", "requested", "weight"])
def test_a_figure_is_a_number_that_can_be_written(proof: Path, field: str, number: str) -> None:
    claims = json.loads(proof.read_text())
    text = json.dumps(claims | {field: "here"}).replace('"here"', number)
    proof.write_text(text)
    with pytest.raises(InvalidInput, match=r"proof\.json"):
        verify_proof(FILE, None, proof, seconds=0.0)


def test_what_is_written_is_right_of_its_timetable(proof: Path) -> None:
    found = verify_proof(FILE, None, proof, seconds=0.0)
    assert found.false == []
    assert len(found.shown) == 1


def test_a_refutation_is_written_in_a_standard_form_and_checked(tmp_path: Path) -> None:
    """Two meetings of one person with an hour between them that nobody can leave out."""
    hours = np.ones((3, 3), dtype=bool)
    hours[0, 1] = False
    problem = replace(fair([(0, 1), (0, 2)], slots_per_day=(3,)), available=hours)
    file = ScheduleFile("fair.json", problem, "breaks", 0)
    result = solve(problem, objective="breaks")
    assert result.breaks == result.bound == 1
    path = tmp_path / "proof.drat"
    assert write_standard_proof(path, file, result)
    assert (tmp_path / "proof.cnf").read_text().startswith("p cnf ")
    found = verify_proof(file, None, path, seconds=60.0)
    assert found.false == []
    assert "every line of the proof follows" in found.shown[0]
    more = replace(file, problem=replace(problem, available=np.ones((3, 3), dtype=bool)))
    assert verify_proof(more, None, path, seconds=60.0).false
    claims, *_ = path.read_text().splitlines()
    path.write_text(f"{claims}\n")
    for text in ("1 0\n", "", "c a solver's own words\n1 0\n"):
        (tmp_path / "cut.drat").write_text(text)
        with pytest.raises(InvalidInput, match=r"cut\.drat:1: expected a first line .*--proof"):
            verify_proof(file, None, tmp_path / "cut.drat", seconds=60.0)
    nothing = tmp_path / "nothing.drat"
    assert not write_standard_proof(nothing, FILE, solve(FILE.problem, objective="breaks"))
    assert not nothing.exists()


@pytest.mark.parametrize("slots", [10_001, 10**9, 10**12, 10**18, -1])
def test_prices_of_more_slots_than_there_is_memory_for_are_refused(
    tmp_path: Path, slots: int
) -> None:
    path = tmp_path / "proof.json"
    file = replace(FILE, objective="meetings")
    write_proof(path, solve(file.problem))
    claims = json.loads(path.read_text())
    claims["certificate"] = {"kind": "prices", "participant": [1] * 3, "slots": slots, "table": [0]}
    path.write_text(json.dumps(claims))
    with pytest.raises(InvalidInput, match=r"certificate: expected prices"):
        verify_proof(file, None, path, seconds=0.0)


@pytest.mark.parametrize("price", ["Infinity", "NaN", "1e308", "-1e19"])
@pytest.mark.parametrize("part", ["participant", "table", "must"])
def test_prices_beyond_numbers_are_refused(tmp_path: Path, part: str, price: str) -> None:
    path = tmp_path / "proof.json"
    file = replace(FILE, objective="meetings")
    write_proof(path, solve(file.problem))
    claims = json.loads(path.read_text())
    prices: dict[str, Any] = {
        "kind": "prices",
        "participant": [1] * 3,
        "slots": 3,
        "table": [0],
        "must": 0,
    }
    prices[part] = ["here"] * len(prices[part]) if isinstance(prices[part], list) else "here"
    path.write_text(json.dumps(claims | {"certificate": prices}).replace('"here"', price))
    with pytest.raises(InvalidInput, match=r"certificate: expected prices"):
        verify_proof(file, None, path, seconds=0.0)


@pytest.mark.parametrize("field", ["requested", "held", "breaks", "waiting", "spread"])
@pytest.mark.parametrize("number", [1.5, -1])
def test_what_is_counted_is_a_whole_number(proof: Path, field: str, number: float) -> None:
    proof.write_text(json.dumps(json.loads(proof.read_text()) | {field: number}))
    with pytest.raises(InvalidInput, match=f"{field}: expected a whole number from 0"):
        verify_proof(FILE, None, proof, seconds=0.0)


@pytest.mark.parametrize("name", ["none.json", "none.drat"])
def test_a_proof_that_is_not_there_is_said_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match="expected this file, it is missing"):
        verify_proof(FILE, None, tmp_path / name, seconds=1.0)
