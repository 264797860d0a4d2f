"""Who receives for an exhibitor is chosen as freely as the fair allows: as good as any choice."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.csv as pa_csv
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model
from tests.chain.scheduling.test_days_and_limits import with_limits
from tests.chain.scheduling.test_group_meetings import DAYS, free, solved, with_requests

from fairlead.chain.fair.availability import free_slots
from fairlead.chain.scheduling.open_meetings import build_problem, gather_meetings
from fairlead.chain.scheduling.replan_folder import explain_folder, replan_folder
from fairlead.chain.scheduling.staffing import Limits, Staffing, assign_hosts, choose_room
from fairlead.chain.scheduling.verify_folder import verify_folder_timetable
from fairlead.engines.scheduling.verification.bound import check_claims
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows

HOSTS = ("g1", "g2", "b1")
GUESTS = ("v1", "v2", "v3", "u1", "c1")


def make_fair(random: np.random.Generator) -> Fair:
    """Return a fair in which three receive for one firm, each with hours and limits."""
    rows = [
        {"requester": one, "recipient": "gear", "weight": float(random.integers(1, 4)),
         "slots": int(random.choice([1, 1, 2, 3])), "place": "online"}
        for one in random.permutation(GUESTS)
    ]  # fmt: skip
    fair = with_requests([*rows, *rows[: int(random.integers(0, 4))]])
    people = [
        row | ({"organisation": "gear"} if row["id"] in HOSTS else {})
        for row in fair.people.to_pylist()
    ]
    table = fair.people.schema
    fair = dataclasses.replace(fair, people=type(fair.people).from_pylist(people, schema=table))
    here: list[dict[str, Any]] = []
    for day in range(2):
        for one in HOSTS:
            begin = int(random.integers(0, 5))
            end = int(random.integers(begin + 1, 7))
            half = [dt.time(10 + at // 2, 30 * (at % 2)) for at in (begin, end)]
            here.append({"person": one, "date": DAYS[day], "start": half[0], "end": half[1]})
    most = {"max_per_day": (1, 3), "max_meetings": (1, 4), "rest": (1, 3)}
    limits = {
        one: {key: int(random.integers(*two)) for key, two in most.items() if random.random() < 0.4}
        for one in HOSTS
    }
    rules = dataclasses.replace(
        fair.settings.meetings, max_per_day=None if random.random() < 0.5 else 2
    )
    fair = dataclasses.replace(fair, settings=dataclasses.replace(fair.settings, meetings=rules))
    return with_limits(free(fair, *here), limits)


def find_best(fair: Fair) -> float:
    """Return the weight of the best timetable, each request a choice of slot and host."""
    model, requests = cp_model.CpModel(), fair.requests.to_pylist()
    people = {row["id"]: row for row in fair.people.to_pylist()}
    everyone = [*HOSTS, *GUESTS]
    hours = dict(zip(everyone, free_slots(fair, everyone), strict=True))
    busy: dict[tuple[str, int], list[Any]] = defaultdict(list)
    days: dict[tuple[str, int], list[Any]] = defaultdict(list)
    rests: dict[tuple[str, int], list[Any]] = defaultdict(list)
    worth = []
    for row in requests:
        choices = []
        for begin in range(12):
            span = range(begin, begin + row["slots"])
            if span[-1] > 11 or span[-1] // 6 != begin // 6:
                continue
            for host in HOSTS:
                there = hours[host] & hours[row["requester"]]
                if there[span.start : span.stop].all():
                    one = model.new_bool_var("")
                    choices.append(one)
                    night = 6 * (begin // 6 + 1)
                    rest = people[host]["rest"] or 0
                    for at in span:
                        busy[row["requester"], at].append(one)
                    for at in range(span.start, min(span.stop + rest, night)):
                        rests[host, at].append(one)
                    for who in (host, row["requester"]):
                        days[who, begin // 6].append(one)
        model.add_at_most_one(choices)
        worth.append(row["weight"] * sum(choices))
    for listed in (*busy.values(), *rests.values()):
        model.add_at_most_one(listed)
    in_all: dict[str, list[Any]] = defaultdict(list)
    for (who, _), listed in days.items():
        in_all[who] += listed
        most = people[who]["max_per_day"] or fair.settings.meetings.max_per_day
        model.add(sum(listed) <= (len(listed) if most is None else most))
    for who, listed in in_all.items():
        most = people[who]["max_meetings"]
        model.add(sum(listed) <= (len(listed) if most is None else most))
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return solver.objective_value


def test_hosts_who_are_not_told_apart_keep_the_limit_a_day_that_was_lowered() -> None:
    there = np.ones((2, 4), dtype=np.bool_)
    limits = (Limits(2, None), Limits(2, None))
    team = Staffing(("a", "b"), there, there.sum(axis=0), None, limits, limited=True, few=False)
    team = choose_room(team, there)
    assert not team.apart
    before = [(slot, "a") for slot in range(4)]
    hosts = assign_hosts(team, range(4), days=[4], released=before)
    assert sorted(hosts) == ["a", "a", "b", "b"]


def test_who_takes_no_requests_of_the_one_who_asks_is_sent_only_where_nobody_else_is_there() -> (
    None
):
    there = np.ones((2, 2), dtype=np.bool_)
    team = Staffing(("a", "b"), there, there.sum(axis=0))
    both, only_a, nobody = frozenset("ab"), frozenset("a"), frozenset[str]()
    send = partial(assign_hosts, team, days=[2])
    assert send([0, 1], avoided=[only_a, only_a]) == ["b", "b"]
    assert send([0, 0], avoided=[nobody, only_a]) == ["a", "b"]
    assert send([0, 0], avoided=[frozenset("b"), only_a]) == ["a", "b"]
    assert send([0, 0, 1], avoided=[only_a, only_a, only_a])[2] == "b", "as few as can be"
    assert send([0], avoided=[both])[0] in both
    assert send([0], avoided=[only_a], released=[(1, "a")]) == ["b"]
    there = there.copy()
    there[1, 0] = False
    assert assign_hosts(choose_room(team, there), [0, 1], days=[2], avoided=[only_a] * 2) == [
        "a",
        "b",
    ]


def test_a_timetable_sends_a_colleague_of_who_blocks_the_one_who_asks(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"requester": one, "recipient": "gear", "assigned": assigned}
        for one, assigned in (("v1", None), ("v2", None), ("v3", "g1"))
    ]
    rows += [{"requester": "v1", "recipient": "bearing"}]
    parties = [{"request": "r3", "organisation": "gear", "answer": "accepted"}]
    fair = with_requests(rows, parties)
    blocks = [{"person": "g1", "blocked": one} for one in ("v1", "v3")]
    fair = dataclasses.replace(fair, blocks=build_table_of_rows("blocks", blocks))
    held = {row["request"]: row for row in solved(fair, tmp_path).meetings.to_pylist()}
    sent = [held[one]["representative"] for one in ("r0", "r2")]
    assert sent == ["g2", "g1"], "the team gave them r2 by name"
    assert held["r3"]["attendees"] == "g2"


@given(st.integers(0, 100_000))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_choice_of_hosts_holds_more(tmp_path: Path, seed: int) -> None:
    fair = make_fair(np.random.default_rng(seed))
    timetable = solved(fair, tmp_path)
    result = timetable.result
    assert result is not None
    assert str(result.status) == "optimal"
    assert result.weight == find_best(fair)
    problem = build_problem(fair, gather_meetings(fair))
    findings = check_claims(problem, result, seconds=20.0)
    assert (findings.false, findings.unchecked) == ([], [])
    path = tmp_path / "timetable.csv"
    assert replan_folder(fair, path, price=0.0).changes == []
    left = timetable.unheld["request"].to_pylist()
    assert [reason.request for reason in explain_folder(fair, path)] == left
    # Somebody is away: what is planned anew is a timetable too.
    gone = free(fair, *[row for row in fair.availability.to_pylist() if row["person"] != "g1"])
    plan = replan_folder(with_limits(gone, {"g1": {"max_meetings": 1}}), path, price=0.0)
    pa_csv.write_csv(plan.meetings, tmp_path / "anew.csv")
    again = verify_folder_timetable(
        with_limits(gone, {"g1": {"max_meetings": 1}}), tmp_path / "anew.csv"
    )
    assert again.broken == []


def test_a_firm_whose_hosts_are_never_there_has_no_meetings(tmp_path: Path) -> None:
    fair = make_fair(np.random.default_rng(0))
    never = {"date": DAYS[0], "start": dt.time(), "end": dt.time(0, 1)}
    fair = with_limits(free(fair, *({"person": one} | never for one in HOSTS)), {"g1": {"rest": 1}})
    timetable = solved(fair, tmp_path)
    assert timetable.meetings.num_rows == 0
    assert timetable.unheld.num_rows == fair.requests.num_rows
