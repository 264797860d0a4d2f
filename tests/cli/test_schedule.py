"""`fairlead schedule` and `fairlead verify`, as a user types them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.engines.scheduling.makers import fair

from fairlead.engines.scheduling.exact.forum import open_forum
from fairlead.engines.scheduling.exact.prices import price_breaks
from fairlead.folder.atomic_write import write_whole
from fairlead.folder.input_errors import InvalidInput

PROBLEM = {
    "format": "fairlead-meetings/1",
    "slots_per_day": [2],
    "tables": 1,
    "people": [{"hall": 0}, {}, {}],
    "requests": [[1, 0, 2, 0, 0], [2, 0, 1, 0, 0], [1, 2, 1, -1, 0]],
}


def fairlead(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fairlead", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "fair.json"
    path.write_text(json.dumps(PROBLEM))
    return path


def test_schedule_then_verify(problem: Path, tmp_path: Path) -> None:
    out = tmp_path / "timetable.csv"
    ran = fairlead("schedule", problem, "--json", "-o", out)
    assert (ran.returncode, ran.stderr) == (0, "")
    found = json.loads(ran.stdout)
    assert (found["status"], found["requested"], found["held"]) == ("feasible", 3, 2) or (
        found["status"],
        found["weight"],
    ) == ("optimal", 3)
    assert {"status", "requested", "held", "weight", "bound", "breaks", "seconds"} <= set(found)
    lines = out.read_text().splitlines()
    assert lines[0] == "meeting,slot,place"
    assert len(lines) == 1 + found["held"]
    checked = fairlead("verify", problem, out)
    kept = "The timetable keeps every rule.\n1 of 3 requests is not held.\n"
    assert (checked.returncode, checked.stdout) == (0, kept)
    every = fairlead("verify", problem, out, "--objective", "breaks")
    assert every.returncode == 1
    assert every.stdout.endswith(" is not held\n")
    out.write_text("meeting,slot,place\n0,1,stand 0\n1,1,stand 0\n")
    wrong = fairlead("verify", problem, out)
    assert wrong.returncode == 1
    assert wrong.stdout == "person 0 is in 2 meetings in slot 1, at most 1 at once\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is the file cut"),
        (b'{"format": "fairlead-meet', "is the file cut"),
        (b"\xff\xfe\x00", "expected UTF-8 text, byte 0 is not"),
        (b'{"format": "x"}', "fairlead-meetings/1"),
        (
            b"<!doctype html>",
            "expected a published forum named .dzn, JSON of fairlead-meetings/1, or the folder",
        ),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "fair.json"
    path.write_bytes(content)
    ran = fairlead("schedule", path, "-o", tmp_path / "out.csv")
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert message in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "out.csv").exists()


FOLDER = Path(__file__).parents[1] / "folder" / "small"


@pytest.mark.parametrize(
    "option", [("--objective", "breaks"), ("--fairness", "1"), ("--proof", "proof.drat")]
)
def test_what_a_folder_cannot_have_is_refused_before_any_work(
    option: tuple[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "timetable.csv"
    ran = fairlead("schedule", FOLDER, *option, "-o", out)
    assert (ran.returncode, ran.stdout, out.exists()) == (2, "", False)
    assert ran.stderr.startswith(f'{option[0]}: "{option[1]}": expected ')


@pytest.mark.parametrize("command", ["schedule", "verify"])
@pytest.mark.parametrize("chosen", [[], ["--objective", "meetings"]])
def test_fairness_is_refused_where_it_would_change_nothing(
    problem: Path, tmp_path: Path, command: str, chosen: list[str]
) -> None:
    out = tmp_path / "timetable.csv"
    assert fairlead("schedule", problem, "-o", out).returncode == 0
    end = [out] if command == "verify" else ["-o", tmp_path / "other.csv"]
    ran = fairlead(command, problem, *end, "--fairness", "1", *chosen)
    expected = '--fairness: "1": expected the objective breaks, of which it is a rule, got meetings'
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(expected)
    assert not (tmp_path / "other.csv").exists()


def test_the_time_limit_of_verify_is_refused_without_a_proof(problem: Path, tmp_path: Path) -> None:
    out = tmp_path / "timetable.csv"
    assert fairlead("schedule", problem, "-o", out).returncode == 0
    ran = fairlead("verify", problem, out, "--time-limit", "5")
    assert ran.returncode == 2
    assert '--time-limit: "5": expected a --proof' in ran.stderr


def test_fairness_replaces_that_of_the_file(tmp_path: Path) -> None:
    # Person 0 has a break, the two others have none.
    file, out = tmp_path / "fair.json", tmp_path / "timetable.csv"
    people = [{"unavailable": [1]}, {}, {}]
    requests = [[0, 1, 1, 0, 0], [0, 2, 1, 0, 0]]
    fair = {"slots_per_day": [3], "people": people, "requests": requests, "fairness": 0}
    file.write_text(json.dumps({"format": "fairlead-meetings/1"} | fair))
    out.write_text("meeting,slot,place\n0,0,stand 0\n1,2,stand 0\n")
    breaks = ("--objective", "breaks")
    assert fairlead("verify", file, out, *breaks).returncode == 1
    assert fairlead("verify", file, out, *breaks, "--fairness", "1").returncode == 0
    found = fairlead("schedule", file, *breaks, "--fairness", "1", "--json")
    assert json.loads(found.stdout)["status"] == "optimal"


def test_a_folder_s_timetable_is_verified(tmp_path: Path) -> None:
    out = tmp_path / "timetable.csv"
    assert fairlead("schedule", FOLDER, "-o", out).returncode == 0
    right = fairlead("verify", FOLDER, out)
    assert (right.returncode, right.stdout) == (0, "The timetable keeps every rule.\n")
    out.write_text(out.read_text().replace("r1", "r7", 1))
    wrong = fairlead("verify", FOLDER, out)
    assert wrong.returncode == 1
    assert "request r7 is held, and declined" in wrong.stdout
    assert fairlead("verify", FOLDER, out, "--proof", out).returncode == 2


def test_a_proof_of_a_folder_is_written_and_checked(tmp_path: Path) -> None:
    out, proof = tmp_path / "timetable.csv", tmp_path / "proof.json"
    fewest = ("--fewest-days", "--person", "gear")
    assert fairlead("schedule", FOLDER, *fewest, "-o", out, "--proof", proof).returncode == 0
    right = fairlead("verify", FOLDER, out, "--proof", proof)
    assert (right.returncode, right.stderr) == (0, "")
    assert "No timetable weighs more than 10.5: its prices add up to that." in right.stdout
    assert "in fewer than 1 days of gear" in right.stdout
    assert "every figure is right" in right.stdout
    alone = fairlead("verify", FOLDER, "--proof", proof)
    assert (alone.returncode, "they need the timetable" in alone.stdout) == (0, True)
    lie = tmp_path / "lie.json"
    lie.write_text(json.dumps(json.loads(proof.read_text()) | {"weight": 9.5, "bound": 9.5}))
    wrong = fairlead("verify", FOLDER, out, "--proof", lie)
    assert wrong.returncode == 1
    assert "the certificate proves 10.5, the result says 9.5" in wrong.stdout
    out.write_text(out.read_text().replace("r1", "r7", 1))
    wrong = fairlead("verify", FOLDER, out, "--proof", proof)
    assert (wrong.returncode, "request r7 is held, and declined" in wrong.stdout) == (1, True)
    lie.write_text(json.dumps(json.loads(proof.read_text()) | {"objective": "breaks"}))
    other = fairlead("verify", FOLDER, "--proof", lie)
    assert (other.returncode, other.stdout) == (2, "")
    assert "expected a proof of the objective meetings" in other.stderr


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    ran = fairlead("schedule", tmp_path / "none.dzn")
    assert ran.returncode == 2
    assert "expected this file, it is missing" in ran.stderr


def test_a_published_file_counts_from_one(tmp_path: Path) -> None:
    forum = tmp_path / "forum.dzn"
    forum.write_text(
        "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 2; nMorningSlots = 2;"
        "requested = [|1, 2,3, |2, 3,3, |]; forbidden = [{}, {}, {}]; precedences = [{2}, {}];"
    )
    out = tmp_path / "timetable.csv"
    ran = fairlead("schedule", forum, "--json", "-o", out)
    found = json.loads(ran.stdout)
    assert (found["status"], found["objective"], found["breaks"]) == ("optimal", "breaks", 0)
    assert out.read_text() == "meeting,slot,place\n1,2,table 1\n2,1,table 1\n"
    out.write_text("meeting,slot,place\n1,2,table 1\n2,2,table 1\n")
    wrong = fairlead("verify", forum, out)
    assert wrong.returncode == 1
    assert wrong.stdout.splitlines()[0] == "person 2 is in 2 meetings in slot 2, at most 1 at once"


def test_a_meeting_left_out_is_wrong_unless_not_all_need_be_held(tmp_path: Path) -> None:
    forum, out = tmp_path / "forum.dzn", tmp_path / "timetable.csv"
    forum.write_text(
        "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 2; nMorningSlots = 2;"
        "requested = [|1, 2,3, |2, 3,3, |]; forbidden = [{}, {}, {}];"
    )
    out.write_text("meeting,slot,place\n1,2,table 1\n")
    wrong = fairlead("verify", forum, out)
    assert (wrong.returncode, wrong.stdout) == (1, "request 2 is not held\n")
    assert wrong.stderr == (
        "1 of 2 requests is not held: give --objective meetings if not all need to be.\n"
        "1 broken rule.\n"
    )
    right = fairlead("verify", forum, out, "--objective", "meetings")
    assert right.returncode == 0
    assert right.stdout == "The timetable keeps every rule.\n1 of 2 requests is not held.\n"
    out.write_text("meeting,slot,place\n1,2,table 2\n3,1,table 1\n2,9,table 1\n1,1,table 1\n")
    wrong = fairlead("verify", forum, out, "--objective", "meetings")
    assert (wrong.returncode, wrong.stdout.splitlines()) == (
        1,
        [
            'timetable.csv:2: table "2": expected a number from 1 to 1',
            'timetable.csv:3: meeting "3": expected a number from 1 to 2',
            'timetable.csv:4: slot "9": expected a number from 1 to 2',
            "timetable.csv:5: expected every meeting once, got 1 again",
            "request 1 has no table from 1 to 1",
        ],
    )
    out.write_text("meeting,slot,place\n1,first,table 1\n")
    assert fairlead("verify", forum, out).returncode == 2


def test_a_meeting_is_where_its_host_is(problem: Path, tmp_path: Path) -> None:
    out = tmp_path / "timetable.csv"
    out.write_text("meeting,slot,place\n0,1,stand 1\n1,0,online\n")
    wrong = fairlead("verify", problem, out)
    assert wrong.returncode == 1
    assert wrong.stdout == (
        "meeting 0: expected stand 0, got stand 1\nmeeting 1: expected stand 0, got online\n"
    )


def test_a_timetable_may_have_semicolons(problem: Path, tmp_path: Path) -> None:
    out = tmp_path / "timetable.csv"
    out.write_text("\ufeffmeeting;slot;place\n0;1;stand 0\n", encoding="utf-8")
    assert fairlead("verify", problem, out).returncode == 0
    out.write_text("meeting;slot;place\n0;1;stand 0\n1;1;stand 0\n")
    assert fairlead("verify", problem, out).returncode == 1


def test_nothing_is_left_where_a_file_cannot_be_written(problem: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    before = set(tmp_path.iterdir())
    for option in ("-o", "--proof"):
        ran = fairlead("schedule", problem, option, folder)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert "expected a file to write, this is a folder" in ran.stderr
    with pytest.raises(InvalidInput, match="expected a place to write to"):
        write_whole(folder, lambda out: out.write(b"whole"))
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "new.csv", _interrupted)
    assert set(tmp_path.iterdir()) == before


def _interrupted(_: BinaryIO) -> None:
    raise KeyboardInterrupt


def test_no_timetable_no_file(tmp_path: Path) -> None:
    forum = tmp_path / "forum.dzn"
    forum.write_text(
        "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 1; nMorningSlots = 1;"
        "requested = [|1, 2,3, |2, 3,3, |]; forbidden = [{}, {}, {}];"
    )
    ran = fairlead("schedule", forum, "--json", "-o", tmp_path / "timetable.csv")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["status"] == "infeasible"
    assert "There is no timetable" in ran.stderr
    assert not (tmp_path / "timetable.csv").exists()


def test_a_proof_is_written_and_checked(problem: Path, tmp_path: Path) -> None:
    out, proof = tmp_path / "timetable.csv", tmp_path / "proof.json"
    assert fairlead("schedule", problem, "-o", out, "--proof", proof).returncode == 0
    right = fairlead("verify", problem, out, "--proof", proof)
    assert right.returncode == 0
    first, last = right.stdout.splitlines()
    assert first.startswith("No timetable weighs more than ")
    assert last == "The timetable keeps every rule, and every figure is right."
    alone = fairlead("verify", problem, "--proof", proof)
    assert alone.returncode == 0
    assert alone.stdout == first + (
        "\nNot checked: every rule is kept, held 2, breaks 0, waiting 0, spread 0, weight 3, "
        "walking 0: they need the timetable.\n"
    )
    other = fairlead("verify", problem, out, "--proof", proof, "--objective", "breaks")
    assert other.returncode == 2
    assert 'objective "meetings": expected a proof of the objective breaks' in other.stderr
    claims = json.loads(proof.read_text())
    proof.write_text(json.dumps(claims | {"bound": 2}))
    assert fairlead("verify", problem, "--proof", proof).returncode == 1
    proof.write_text(json.dumps(claims | {"breaks": 7, "bound": 2}))
    wrong = fairlead("verify", problem, out, "--proof", proof)
    assert (wrong.returncode, wrong.stderr) == (1, "3 false claims.\n")
    assert "breaks is 0, the result says 7" in wrong.stdout
    proof.write_text(json.dumps(claims | {"requested": 9}))
    more = fairlead("verify", problem, out, "--proof", proof)
    assert (more.returncode, more.stderr) == (1, "1 false claim.\n")
    assert "requested is 3, the result says 9" in more.stdout
    proof.write_text(json.dumps(claims | {"certificate": {"kind": "prices"}}))
    cut = fairlead("verify", problem, out, "--proof", proof)
    assert cut.returncode == 2
    assert "proof.json: certificate: expected prices, breaks or a refutation" in cut.stderr


def test_a_proof_s_timetable_is_refuted_by_rows_about_nothing(
    problem: Path, tmp_path: Path
) -> None:
    out, proof = tmp_path / "timetable.csv", tmp_path / "proof.json"
    assert fairlead("schedule", problem, "-o", out, "--proof", proof).returncode == 0
    held = out.read_text()
    out.write_text(held + "7,0,stand 0\n")
    ran = fairlead("verify", problem, out, "--proof", proof)
    assert (ran.returncode, ran.stderr) == (1, "1 false claim.\n")
    assert 'timetable.csv:4: meeting "7": expected a number from 0 to 2' in ran.stdout
    out.write_text(held.replace("stand 0", "stand 2", 1))
    ran = fairlead("verify", problem, out, "--proof", proof)
    assert (ran.returncode, ran.stderr) == (1, "1 false claim.\n")
    assert "expected stand 0, got stand 2" in ran.stdout
    fair_asked = fairlead("verify", problem, "--proof", proof, "--fairness", "1")
    assert fair_asked.returncode == 2
    assert '--fairness: "1": expected the objective breaks' in fair_asked.stderr
    out.write_text(held + "seven,0,stand 0\n")
    assert fairlead("verify", problem, out, "--proof", proof).returncode == 2


def test_that_there_is_no_timetable_is_checked_without_one(tmp_path: Path) -> None:
    problem, proof = tmp_path / "fair.json", tmp_path / "proof.json"
    problem.write_text(json.dumps(PROBLEM | {"slots_per_day": [1]}))
    ran = fairlead("schedule", problem, "--objective", "breaks", "--proof", proof)
    assert "There is no timetable that holds every meeting." in ran.stdout
    checked = fairlead("verify", problem, "--proof", proof)
    expected = "There is no timetable: person 0 has more meetings (2) than its slots can take.\n"
    assert (checked.returncode, checked.stdout) == (0, expected)


def test_breaks_proved_by_prices_are_added_up(tmp_path: Path) -> None:
    # Five who all meet, in five slots: each has a slot without a meeting, mostly in the middle.
    problem, out, proof = (tmp_path / name for name in ("fair.json", "timetable.csv", "proof.json"))
    pairs = [(a, b) for a in range(5) for b in range(a)]
    requests = [[a, b, 1, -1, 0] for a, b in pairs]
    all_meet = {"slots_per_day": [5], "tables": 2, "people": [{}] * 5, "requests": requests}
    problem.write_text(json.dumps({"format": "fairlead-meetings/1"} | all_meet))
    ran = fairlead("schedule", problem, "--objective", "breaks", "-o", out, "--proof", proof)
    assert ran.returncode == 0
    claims = json.loads(proof.read_text())
    # Prices and a solver race for this proof; here it is the prices.
    prices = price_breaks(open_forum(fair(pairs, slots_per_day=(5,), tables=2)), seconds=9.0)
    assert prices is not None
    shown = {"participant": prices.participant.tolist(), "table": prices.table.tolist()}
    claims |= {"proof": "price_certificate", "certificate": {"kind": "break_prices"} | shown}
    proof.write_text(json.dumps(claims))
    right = fairlead("verify", problem, out, "--proof", proof)
    assert right.returncode == 0
    assert f"Every timetable has {claims['breaks']} breaks or more" in right.stdout
    claims["certificate"]["participant"][0][0] = 2**70
    proof.write_text(json.dumps(claims))
    assert fairlead("verify", problem, out, "--proof", proof).returncode == 2


def test_every_request_in_the_fewest_slots(tmp_path: Path) -> None:
    pairs = [[a, b, 1, -1, 0] for a in range(5) for b in range(a)]
    stated = PROBLEM | {"slots_per_day": [3, 3], "tables": 9, "people": [{}] * 5, "requests": pairs}
    path, out, proof = (tmp_path / name for name in ("fair.json", "out.csv", "proof.json"))
    path.write_text(json.dumps(stated))
    ran = fairlead("schedule", path, "--fewest-slots", "--json", "-o", out, "--proof", proof)
    found = json.loads(ran.stdout)
    told = {"unit": "slots", "used": 5, "bound": 5, "proof": "counting"}
    assert (found["status"], found["held"], found["fewest"]) == ("optimal", 10, told)
    checked = fairlead("verify", path, out, "--proof", proof)
    assert "fewer than 5 slots: 5 people meet only one another" in checked.stdout
    assert checked.returncode == 0
    lie = json.loads(proof.read_text())
    lie["fewest"] |= {"used": 4, "bound": 4}
    proof.write_text(json.dumps(lie))
    assert (
        "5 slots are used, the result says 4"
        in fairlead("verify", path, out, "--proof", proof).stdout
    )
    one = fairlead("schedule", path, "--fewest-days", "--person", "2", "-o", out, "--proof", proof)
    assert "days      2 of person 2, at least 2 are needed (counting)\n" in one.stdout
    checked = fairlead("verify", path, out, "--proof", proof)
    assert "fewer than 2 days of person 2: person 2 needs them" in checked.stdout
    assert checked.returncode == 0
    for wrong, said in (("5", "a number from 0 to 4"), ("x", "expected the number of a person")):
        refused = fairlead("schedule", path, "--fewest-days", "--person", wrong)
        assert (refused.returncode, said in refused.stderr) == (2, True)
    path.write_text(json.dumps(stated | {"slots_per_day": [4]}))
    none = fairlead("schedule", path, "--fewest-days", "-o", out)
    assert "There is no timetable: of 10 requests at most 8 can be held together.\n" in none.stdout
    both = fairlead("schedule", path, "--fewest-days", "--fewest-slots")
    assert (both.returncode, "expected one of --fewest-slots" in both.stderr) == (2, True)


def test_least_meetings_are_said_proved_and_required(tmp_path: Path) -> None:
    path, out, proof = (tmp_path / name for name in ("fair.json", "out.csv", "proof.json"))
    people = [{"min_meetings": 1}, {"min_meetings": 1}, {}, {"min_meetings": 1}]
    requests = [[0, 2, 5, 2, 0], [1, 2, 1, 2, 0], [3, 2, 1, 2, 0]]
    stated = PROBLEM | {"people": people, "requests": requests}
    path.write_text(json.dumps(stated))
    ran = fairlead("schedule", path, "--json", "-o", out, "--proof", proof)
    found = json.loads(ran.stdout)["min_meetings"]
    assert (found["asked"], found["missing"], found["bound"]) == (3, 1, 1)
    checked = fairlead("verify", path, out, "--proof", proof)
    assert "In every timetable 1 of the meetings people are to have are missing" in checked.stdout
    assert checked.returncode == 0
    path.write_text(json.dumps(stated | {"min_meetings_required": True}))
    refused = fairlead("schedule", path, "--proof", proof)
    assert "There is no timetable: 1 of the meetings that people must have" in refused.stdout
    assert fairlead("verify", path, "--proof", proof).returncode == 0


CROWDED = {
    "format": "fairlead-meetings/1",
    "slots_per_day": [1],
    "people": [{}, {"min_meetings": 2}, {}, {}],
    "requests": [[0, 1, 5, -2, 0], [1, 2, 2, -2, 0], [3, 0, 1, -2, 0]],
}


def test_wishes_that_are_not_filled_are_said_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "fair.json"
    path.write_text(json.dumps(CROWDED))
    said = fairlead("schedule", path).stdout
    assert "too few   1:\n  person 1: 1 meeting fewer than the least it is to have\n" in said
    lines = said.partition("not held  2:\n")[2].splitlines()
    assert [line.split(":")[0] for line in lines] == ["  meeting 1", "  meeting 2"]
    for line in lines:
        assert "Possible: Slot 0, if request 0 (weight 5) made way" in line
    assert set(json.loads(fairlead("schedule", path, "--json").stdout)["min_meetings"]) >= {
        "missing",
        "people",
    }


def test_of_many_that_are_not_held_the_weightiest_are_told(tmp_path: Path) -> None:
    path = tmp_path / "fair.json"
    requests = [[0, at, at, -2, 0] for at in range(1, 14)]
    path.write_text(json.dumps(CROWDED | {"people": [{}] * 14, "requests": requests}))
    said = fairlead("schedule", path).stdout.splitlines()
    first = said.index("not held  12, the weightiest:")
    assert [line.split(":")[0] for line in said[first + 1 : -1]] == [
        f"  meeting {at}" for at in range(11, 1, -1)
    ]
    assert said[-1].startswith("  Of each other `fairlead why` says it")


def test_a_folder_says_why_requests_are_not_held(tmp_path: Path) -> None:
    folder = tmp_path / "fair"
    shutil.copytree(FOLDER, folder)
    people = folder / "people.csv"
    rows = [line for line in people.read_text().splitlines() if not line.startswith("u1,")]
    people.write_text("\n".join(rows) + "\n")
    for name in ("requests.csv", "request_parties.csv", "request_history.csv"):
        lines = (folder / name).read_text().splitlines()
        (folder / name).write_text(
            "\n".join(line for line in lines if "u1" not in line and "r6" not in line) + "\n"
        )
    said = fairlead("schedule", folder)
    assert said.returncode == 0, said.stderr
    assert "  r4: An exhibitor has nobody else of the role exhibitor" in said.stdout


def test_a_small_folder_waits_for_no_solver_to_be_loaded() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "fairlead", "schedule", str(FOLDER)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "fairlead.engines.scheduling.problem" in loaded
    assert not {"scipy.optimize", "ortools", "highspy", "numba"} & loaded
