"""`fairlead appraise`: its page of reference holds, and what is wrong in a plan is named."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fairlead.chain.portfolio.appraisal import INDICATORS, appraise_inputs, read_inputs
from fairlead.chain.portfolio.appraisal_reader import BOUNDS, KEYS
from fairlead.cli.main import app
from fairlead.folder.input_errors import InvalidInput

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "appraisal.md"
SMALL = """currency = "RUB"
first_year = 2027
[[lines]]
name = "plant"
kind = "investment"
amounts = [100]
"""


def cut(kind: str) -> str:
    """Return the page's first block of a kind."""
    found = re.search(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def run(folder: Path, text: str) -> tuple[int, str]:
    """Return the exit code of the command for a plan, and everything it said."""
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app, ["appraise", str(file)])
    if isinstance(done.exception, InvalidInput):
        return 2, str(done.exception)
    return done.exit_code, done.output


def test_the_example_of_the_page_prints_what_the_page_says(tmp_path: Path) -> None:
    assert run(tmp_path, cut("toml")) == (0, cut("text"))


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5_000, ".".join(["a"] * 20_000) + " = 1", "a = 0x" + "f" * 6_000]
)
def test_a_plan_without_end_is_refused(tmp_path: Path, text: str) -> None:
    code, said = run(tmp_path, text)
    assert (code, "expected TOML in UTF-8" in said) == (2, True)


def test_the_page_names_every_key_and_every_indicator() -> None:
    sections = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    named = {
        re.sub(r"[^a-z_]", "", title.lower()).replace("thewholeplan", ""): tuple(
            re.findall(r"^\| `(\w+)`", text, re.MULTILINE)
        )
        for title, _line, text in (section.partition("\n") for section in sections)
    }
    assert named == KEYS
    said = PAGE.read_text(encoding="utf-8").rpartition("Indicators:")[2]
    assert re.findall(r"`(\w+)`", said) == [one.code for one in INDICATORS]


def test_the_example_has_every_default_of_the_page() -> None:
    """The same plan with the page's defaults written out comes to the same."""
    plain = tomllib.loads(SMALL)
    written = tomllib.loads(
        SMALL.replace(
            "[[lines]]",
            'rate = 0.08\nrate_is = "nominal"\nprices = "nominal"\ninflation = 0\n'
            'timing = "start"\ntax = 0\ndepreciation_years = 10\nresidual = 0\nseed = 0\n'
            "[[lines]]\nlow = 1\nhigh = 1",
        )
    )
    one, other = (read_inputs(document, file="x") for document in (plain, written))
    assert one == other


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("first_year", "discount = 0.1\nfirst_year"), 'discount "0.1": expected one of'),
        (("first_year", "inflaton = 0.1\nfirst_year"), 'inflaton "0.1": expected inflation'),
        (('"RUB"', '"ITL"'), "1936.27 ITL became 1 EUR in 1999"),
        (('"RUB"', '"XXQ"'), "expected an ISO 4217 currency code"),
        (("amounts", "amount"), "lines 1, amount"),
        (("first_year", "depreciation_years = 2.5\nfirst_year"), "expected a whole number"),
        (("first_year", 'replacement = "HS"\nfirst_year'), "expected a table, [replacement]"),
        (("[100]", '[100, "x"]'), 'lines 1, amounts 2 "x": expected a number'),
        (("[100]", "[100, nan]"), 'lines 1, amounts 2 "NaN": expected a number'),
        (("[100]", "[[100, true]]"), 'lines 1, amounts 1 "[100, true]": expected a number'),
        (("amounts = [100]", ""), "lines 1, amounts: expected an amount for a year at least"),
        (("[100]", "[]"), "lines 1, amounts: expected an amount for a year at least"),
        (("first_year = 2027", ""), "plan.toml: first_year: expected a year from 1900 to 2200"),
        (("[100]", "{a = 1}"), 'lines 1, amounts "{"a": 1}": expected at most 100 numbers'),
    ],
)
def test_what_says_nothing_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    code, output = run(tmp_path, SMALL.replace(*change, 1))
    assert code == 2
    assert said in output.replace("\n", " ")


HEADS = {
    "": "",
    "lines": '[[lines]]\nname = "a"\nkind = "revenue"\n',
    "views": '[[views]]\nname = "A"\n',
    "replacement": "[replacement]\n",
    "renewal": '[[renewal]]\nindicator = "energy"\nbasis = "measured"\nwho = "W"\n',
}


@pytest.mark.parametrize("key", BOUNDS)
def test_a_number_beyond_its_bound_is_refused(tmp_path: Path, key: str) -> None:
    """Amounts of 1e308 ended in an error of Python, a rate of 1e300 in a MIRR of 1e302 %."""
    head = next(HEADS[table] for table, keys in KEYS.items() if key in keys)
    listed = key in ("amounts", "per_unit", "imports", "ramp")
    for value in (BOUNDS[key].low - 1e-3, BOUNDS[key].high * 1.1, 10**400):
        line = f"{key} = {[value] if listed else value}\n"
        code, said = run(tmp_path, SMALL + head + line if head else line + SMALL)
        assert code == 2
        assert f"expected a number from {BOUNDS[key].words}" in said.replace("\n", " ")


@pytest.mark.parametrize("prices", ["real", "nominal"])
@pytest.mark.parametrize("rate", [BOUNDS["rate"].low, BOUNDS["rate"].high])
@pytest.mark.parametrize("inflation", [BOUNDS["inflation"].low, BOUNDS["inflation"].high])
def test_the_largest_numbers_within_the_bounds_have_figures(
    prices: str, rate: float, inflation: float
) -> None:
    def line(kind: str, years: list[float]) -> dict[str, Any]:
        return {"name": kind, "kind": kind, "amounts": years, "low": 0, "high": 1_000, "pay": 1}

    most = BOUNDS["amounts"].high
    views = [
        {"name": f"{own} {per_unit}", "currency": "CNY", "per_unit": [per_unit],
         "inflation": own, "rate": -0.5}
        for own in (-0.5, 10) for per_unit in (1e-9, 1e9)
    ]  # fmt: skip
    document = {
        "currency": "RUB", "first_year": 2027, "rate": rate, "rate_is": prices, "prices": prices,
        "inflation": inflation, "timing": "middle", "tax": 0.2, "residual": most, "wage": 1e-9,
        "lines": [line("investment", [most] * 100), line("revenue", [0, *[most] * 99])],
        "views": views,
    }  # fmt: skip
    found = appraise_inputs(read_inputs(document, file="x"))
    for valued in (found.whole, *found.parties):
        assert valued.paid is not None
        assert valued.real is not None
        assert math.isfinite(valued.paid.npv)
        assert math.isfinite(valued.real.npv)
    assert math.isfinite(found.spread.mean)


def test_every_fault_is_named_at_once_and_each_field_once(tmp_path: Path) -> None:
    wrong = SMALL.replace('"RUB"', '"dem"').replace("first_year", "ratee = 1\nfirst_year")
    code, output = run(tmp_path, wrong + '[[views]]\nname = "A"\ntaxed = "no"\n')
    assert code == 2
    assert 'ratee "1": expected rate' in output
    assert output.count('currency "dem": expected') == 1
    assert "views 1, taxed" in output
    assert "[[views]]" in run(tmp_path, f'{SMALL}[views]\nname = "A"\n')[1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('currency = "BGN"', "became 1 EUR"),
        ('taxed = "no"', "expected true or false"),
        ("rate = -1", 'views 1, rate "-1": expected a number from -0.5 to 10'),
        ("inflation = -2", 'views 1, inflation "-2": expected a number from -0.5 to 10'),
        ("per_unit = [2, 0]", 'views 1, per_unit 2 "0": expected a number from 1e-09 to'),
    ],
)
def test_what_a_party_cannot_have_is_named(tmp_path: Path, line: str, said: str) -> None:
    code, output = run(tmp_path, f'{SMALL}[[views]]\nname = "A"\n{line}\n')
    assert code == 2
    assert said in output.replace("\n", " ")


def test_a_party_in_another_currency_is_discounted_at_its_own_rate(tmp_path: Path) -> None:
    """Where prices keep to the rate of exchange, each sees the same real worth (Fisher)."""
    plan = (
        'currency = "RUB"\nfirst_year = 2027\nrate = 0.12\ninflation = 0.10\n'
        '[[lines]]\nname = "a"\nkind = "investment"\namounts = [100]\n'
        '[[lines]]\nname = "b"\nkind = "revenue"\namounts = [0, 70, 80]\n'
        '[[views]]\nname = "home"\n[[views]]\nname = "abroad"\ncurrency = "CNY"\n'
    )
    falls = [(1.02 / 1.10) ** year / 10 for year in range(3)]
    own = (1.12 / 1.10) * 1.02 - 1
    rates = f"per_unit = {falls}\nrate = {own}\ninflation = 0.02\n"
    inputs = read_inputs(tomllib.loads(plan + rates), file="x")
    home, abroad = appraise_inputs(inputs).parties
    assert home.paid is not None
    assert abroad.paid is not None
    assert abroad.paid.npv == pytest.approx(home.paid.npv / 10)
    assert home.real is not None
    assert abroad.real is not None
    assert abroad.real.irr == pytest.approx(home.real.irr)
    assert not abroad.borrowed
    code, output = run(tmp_path, plan + "per_unit = [0.1]\n")
    assert code == 0
    assert "the plan's, for no rate is given for CNY" in output


def test_shares_of_parties_that_do_not_sum_are_said(tmp_path: Path) -> None:
    thirds = "".join(
        f'[[views]]\nname = "{name}"\nbenefit_share = {share}\ncost_share = {share}\n'
        for name, share in (("A", 0.333333), ("B", 0.333333), ("C", 0.333334))
    )
    assert "shares sum to" not in run(tmp_path, SMALL + thirds)[1]
    more = thirds.replace("0.333334", "0.5")
    assert "shares sum to 116.7% of the benefit" in run(tmp_path, SMALL + more)[1]
