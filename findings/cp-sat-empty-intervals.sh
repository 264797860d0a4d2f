#!/usr/bin/env bash
# OR-Tools CP-SAT 9.15.6755: an interval of no length takes no room in a cumulative constraint, and
# in a no-overlap it does: it may not lie inside another interval, only at its ends, though two of
# them may stand at one time. Who models "nothing happens" as an interval of length 0 loses
# solutions in the one and not in the other; so does a box of no size in a no-overlap of two
# dimensions.
# Seen: inside, no-overlap INFEASIBLE; inside, cumulative OPTIMAL; at the end, no-overlap OPTIMAL;
# two at one time, no-overlap OPTIMAL; a point inside a box, no-overlap 2D INFEASIBLE.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check ortools==9.15.6755
"$work/venv/bin/python" - <<'PYTHON'
import sys

from ortools.sat.python import cp_model


def say(build, *intervals):
    model = cp_model.CpModel()
    build(model, [model.new_fixed_size_interval_var(*one, f"{one}") for one in intervals])
    solver = cp_model.CpSolver()
    return solver.status_name(solver.solve(model))


def part(model, intervals):
    model.add_no_overlap(intervals)


def share(model, intervals):
    model.add_cumulative(intervals, [1] * len(intervals), 1)


def part_boxes(model, sides):
    model.add_no_overlap_2d(sides[::2], sides[1::2])


seen = {
    "inside, no-overlap": say(part, (0, 10), (5, 0)),
    "inside, cumulative": say(share, (0, 10), (5, 0)),
    "at the end, no-overlap": say(part, (0, 5), (5, 0), (5, 5)),
    "two at one time, no-overlap": say(part, (5, 0), (5, 0)),
    "a point inside a box": say(part_boxes, (0, 10), (0, 10), (5, 0), (5, 0)),
}
print(seen)
expected = ["INFEASIBLE", "OPTIMAL", "OPTIMAL", "OPTIMAL", "INFEASIBLE"]
sys.exit(0 if list(seen.values()) == expected else "It treats empty intervals otherwise now.")
PYTHON
