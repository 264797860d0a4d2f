"""Peers that run outside this environment: Timefold in its own Python, and the first build.

`FAIRLEAD_TIMEFOLD_PYTHON` names a Python with `timefold` (1.24.0b0) and a Java of 17 or newer:

    python3.11 -m venv DIR && DIR/bin/pip install timefold==1.24.0b0
    export FAIRLEAD_TIMEFOLD_PYTHON=DIR/bin/python
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.builds import open_builds
from benchmarks.scheduling.cases import FIRST_BUILD, Case
from benchmarks.scheduling.solvers import Answer
from fairlead.engines.scheduling.problem import Problem

HERE = Path(__file__).parent
NOT_INSTALLED = "not installed"
_FIRST_BUILD = """
import json, sys
sys.path.append(sys.argv[2])
from benchmarks.scheduling.fairs import make_fair
from fairlead.engines.scheduling import MeetingParams, Stop, solve
given = json.loads(sys.argv[1])
solve(make_fair(500, exhibitors=20, visitors=400, seed=1), stop=Stop(seconds=0.5))
params = MeetingParams(polish=False, share=1.0)
found = solve(make_fair(**given["shape"]), stop=Stop(seconds=given["seconds"]), params=params)
note = f"{found.status}, {100 * (1 - found.weight / found.bound):.3f} % below its bound"
print(json.dumps({"value": found.weight, "seconds": found.runtime, "note": note}))
"""


def timefold(problem: Problem, *, seconds: float) -> Answer:
    """Timefold with its usual search; each request chooses among its slots or none."""
    python = os.environ.get("FAIRLEAD_TIMEFOLD_PYTHON")
    if python is None:
        return Answer(None, 0.0, NOT_INSTALLED)
    began = time.perf_counter()
    parties = (problem.a.tolist(), problem.b.tolist(), problem.weight.astype(int).tolist())
    fair = {
        "requests": list(zip(*parties, strict=True)),
        "slots": [np.flatnonzero(problem.allowed(r)).tolist() for r in range(problem.requests)],
        "tables": problem.tables,
        "at_table": (problem.host == -1).tolist(),
    }
    left = max(1.0, seconds - (time.perf_counter() - began))
    command = [python, str(HERE / "timefold_worker.py"), str(left)]
    found = _run(command, os.environ, given=json.dumps(fair))
    return Answer(found["value"], time.perf_counter() - began, "feasible")


def first_build(case: Case) -> Answer:
    """The build of the first published figures, which has the seconds that ours has."""
    with open_builds(FIRST_BUILD) as (older, _):
        given = json.dumps({"shape": case.shape, "seconds": case.seconds})
        return Answer(**_run(older.run("-c", _FIRST_BUILD, given, str(older.tree)), older.env))


def _run(command: list[str], env: Any, *, given: str | None = None) -> dict[str, Any]:
    """Return the JSON of the last line that a command prints."""
    ran = subprocess.run(
        command, input=given, env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found
