"""A proof file is read or refused with its field, whatever is in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.engines.scheduling.makers import fair

from fairlead.chain.scheduling.problem_file import ScheduleFile
from fairlead.chain.scheduling.proof_file import verify_proof, write_proof
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
