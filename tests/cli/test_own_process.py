"""What a command does to its own process."""

from __future__ import annotations

import subprocess
import sys

_ARRAYS = """
import sys
from fairlead.cli.own_process import keep_pandas_out
keep_pandas_out()
import pyarrow as pa
assert pa.array(["a", None]).to_pylist() == ["a", None]
assert pa.table({"a": [1, 2]}).num_rows == 2
assert "pandas" not in sys.modules
from ortools.sat.python import cp_model
assert "pandas" in sys.modules
model = cp_model.CpModel()
assert model.new_bool_var("x") is not None
"""


def test_arrays_are_made_without_pandas_which_who_needs_it_still_finds() -> None:
    subprocess.run([sys.executable, "-c", _ARRAYS], check=True, timeout=120)
