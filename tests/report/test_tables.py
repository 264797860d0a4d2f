"""Result tables as CSV."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from fairlead.report.tables import write_result_text


def test_every_kind_of_column() -> None:
    table = pa.table(
        {
            "word": pa.array(["a,b", None]).dictionary_encode(),
            "text": ['say "so"', "two\nlines"],
            "day": [dt.date(2024, 7, 8), None],
            "time": pa.array([dt.time(9, 30), None], pa.time32("s")),
            "truth": [True, False],
            "whole": pa.array([1, None], pa.int64()),
            "number": [0.1, 1e300],
            "single": pa.array([1 / 3, None], pa.float32()),
            "shares": pa.array(
                [[("BLR", 0.5), ("RUS", 0.5)], None], pa.map_(pa.string(), pa.float64())
            ),
            "list": [["x", "y"], []],
            "formula": ["=1", "a; @x"],
            "negative": [-1.5, None],
            "losses": [[-1, 2], []],
        }
    )
    assert write_result_text(table) == (
        "word,text,day,time,truth,whole,number,single,shares,list,formula,negative,losses\n"
        '"a,b","say ""so""",2024-07-08,09:30,true,1,0.1,0.333333,BLR=0.5|RUS=0.5,x|y,'
        "'=1,-1.5,-1|2\n"
        ',"two\nlines",,,false,,1e+300,,,,'
        '"a; \'@x",,\n'
    )


def test_no_rows() -> None:
    assert write_result_text(pa.table({"a": pa.array([], pa.string())})) == "a\n"
