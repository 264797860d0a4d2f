"""`fairlead dependencies` and `fairlead flows`, as a user runs them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairlead.cli.main import app
from fairlead.folder.input_errors import InvalidInput

TABLE = """exporter,importer,product,year,value_usd
CHN,DEU,850760,2020,60
KOR,DEU,850760,2020,40
CHN,DEU,850760,2021,65
France,DEU,850760,2021,50
CHN,FRA,850760,2020,10
DEU,FRA,850760,2020,5
CHN,FRA,030349,2020,15
CHN,ITA,030349,2020,1
CHN,ITA,030349,2021,1
World,FRA,850760,2020,15
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a plain table of flows."""
    path = tmp_path / "flows.csv"
    path.write_text(TABLE)
    return path


def run(*words: str | Path, code: int = 0) -> str:
    """Run the command line and return what it printed."""
    result = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200"})
    if isinstance(result.exception, InvalidInput):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _only_row(path: Path) -> dict[str, str]:
    (row,) = rows(path)
    return row


def test_one_row_per_product_with_names_or_codes(table: Path, tmp_path: Path) -> None:
    by_code, by_name = tmp_path / "code.csv", tmp_path / "name.csv"
    said = run("dependencies", table, "--importer", "DEU", "--years", "2020-2021", "-o", by_code)
    run("dependencies", table, "--importer", "germany", "--years", "2020,2021", "-o", by_name)
    assert by_code.read_bytes() == by_name.read_bytes()
    header = by_code.read_text().splitlines()[0]
    assert header.startswith("product,title,strategic_sector,imports_usd,hhi_imports,")
    assert header.split(",")[-2:] == ["critical", "reason"]
    untraded, battery = rows(by_code)
    assert untraded["product"] == "030349"
    assert (untraded["imports_usd"], untraded["hhi_imports"], untraded["c1"]) == ("0", "", "")
    assert "undefined" in untraded["reason"]
    assert (battery["imports_usd"], battery["first_supplier"]) == ("215", "CHN")
    assert battery["title"] == "Electrical and electronic equipment"
    assert battery["strategic_sector"] == "energy"
    assert battery["critical"] == "true"
    assert "Germany, imports 2020 to 2021: 1 critical of 1 products traded" in said
    assert "(2 in the flows)" in said
    assert "kept apart: World total: 1 rows" in said


def test_every_economy_at_once_names_the_importer(table: Path, tmp_path: Path) -> None:
    run("dependencies", table, "-o", tmp_path / "all.csv")
    found = [(row["importer"], row["product"]) for row in rows(tmp_path / "all.csv")]
    assert sorted(found) == [
        ("DEU", "850760"),
        ("FRA", "030349"),
        ("FRA", "850760"),
        ("ITA", "030349"),
    ]


def test_json_is_one_object(table: Path) -> None:
    found = json.loads(run("dependencies", table, "--bloc", "DEU,FRA", "--json"))
    assert found["status"] == "assessed"
    assert found["subject"] == "the bloc of Germany, France"
    assert (found["products"], found["critical"]) == (2, 1)
    assert found["rows"][0]["imports_usd"] == 175


def test_a_product_is_opened_to_its_flows(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "flows_behind.csv"
    said = run("dependencies", table, "--importer", "DEU", "--explain", "HS:850760", "-o", out)
    assert "c1: HHI of its imports 0.4267, above 0.4" in said
    assert "critical (geodep): yes" in said
    assert sum(int(row["value"]) for row in rows(out)) == 215


def test_a_supplier_is_thought_away(table: Path, tmp_path: Path) -> None:
    found = json.loads(
        run("dependencies", table, "--importer", "DEU", "--what-if", "China", "--json")
    )
    assert [loss["lost_usd"] for loss in found["losses"]] == [125]
    assert [one["partner"] for one in found["alternatives"]] == ["FRA", "KOR"]
    out = tmp_path / "others.csv"
    run("dependencies", table, "--importer", "DEU", "--what-if", "China", "--suppliers", out)
    assert [row["partner"] for row in rows(out)] == ["FRA", "KOR"]


def test_curve_years_and_suppliers_are_written_beside(table: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.csv" for name in ("curve", "by-year", "suppliers")}
    options = [part for name, path in files.items() for part in (f"--{name}", path)]
    run("dependencies", table, "--importer", "DEU", *options)
    counts = [int(row["products"]) for row in rows(files["curve"])]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 1
    assert [row["year"] for row in rows(files["by-year"])] == ["2020", "2021"]
    assert [row["supplier"] for row in rows(files["suppliers"])] == ["CHN", "FRA", "KOR"]


def test_a_store_is_imported_once_and_answers_the_same(table: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = run("flows", "import", table, "-o", store, "--classification", "HS2022")
    again = run("flows", "import", table, "-o", store, "--classification", "HS2022")
    assert "imported: 9 flows of HS2022, 2020, 2021" in first
    assert "already there" in again
    assert "every file is whole" in run("flows", "info", store, "--check")
    other = tmp_path / "other.csv"
    other.write_text(TABLE.replace(",60\n", ",61\n"))
    words = ("flows", "import", other, "-o", tmp_path / "second", "--classification", "HS2022")
    assert "takes the place" not in run(*words)
    words = ("flows", "import", table, "-o", tmp_path / "second", "--classification", "HS2022")
    assert "- takes the place of 2020, 2021 of other.csv" in run(*words)
    held = json.loads(run("flows", "info", store, "--json"))
    assert len(held["sources"][0]["sha256"]) == 64
    run("dependencies", store, "--importer", "DEU", "-o", tmp_path / "a.csv")
    run("dependencies", table, "--importer", "DEU", "-o", tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    next(store.glob("*/*.flows.parquet")).write_bytes(b"PAR1")
    assert "damaged: " in run("flows", "info", store, "--check", code=1)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--importer", "Germny"], "did you mean Germany"),
        (["--importer", "Brazil"], "expected economies that report imports"),
        (["--importer", "DEU", "--years", "1999"], "among 2020, 2021, got 1999"),
        (["--importer", "DEU", "--years", "x"], "expected years such as"),
        (["--importer", "DEU", "--bloc", "FRA"], "not both"),
        (["--bloc", "DEU,Germany"], "expected every economy once"),
        (["--importer", "DEU", "--explain", "850761"], "nearest codes are 850760"),
        (["--importer", "DEU", "--explain", "batteries"], "expected a product code"),
        (["--importer", "DEU", "--what-if", "DEU"], "not one of those judged"),
        (["--importer", "DEU", "--what-if", "Chile"], "expected a partner that trades"),
        (
            ["--importer", "DEU", "--explain", "850760", "--curve", "x"],
            "expected without --explain",
        ),
        (
            ["--importer", "DEU", "--suppliers", "/nowhere/x.csv"],
            "expected a folder that is there",
        ),
        (["--importer", "DEU", "--side", "both"], "expected import, export"),
        (["--importer", "DEU", "--concentration", "7"], "between 0 and 1"),
        (["--importer", "DEU", "--persistence", "often"], "expected years of years"),
        (["--importer", "DEU", "--kind", "excel"], "expected table, baci, comtrade"),
        (
            ["--importer", "DEU", "--coverage", "nan"],
            r'--coverage: "nan": expected coverage between',
        ),
        (["--importer", "DEU", "--floor", "-1"], r'--floor: "-1": expected floor >= 0 dollars'),
        (["--importer", "DEU", "--persistence", "3/2"], r'--persistence: "3/2": expected'),
        (["--importer", "DEU", "--explain", "²"], "expected a product code"),
        (["--importer", ""], "--importer: expected a name or code"),
        (["--bloc", " , "], "--bloc: expected a name"),
        (["--importer", "፩"], "expected an economy's name"),
        (["--by-year", "x.csv"], "expected --importer or --bloc"),
        (["--explain", "850760"], "--explain.*expected --importer or --bloc with it"),
        (["--what-if", "CHN"], "--what-if.*expected --importer or --bloc with it"),
        (["--importer", "DEU", "--vary", "c9"], "expected c1, c2, c3"),
    ],
)
def test_a_mistake_is_said_plainly(
    table: Path, tmp_path: Path, words: list[str], message: str
) -> None:
    out = tmp_path / "out.csv"
    with pytest.raises(InvalidInput, match=message):
        run("dependencies", table, *words, "-o", out)
    assert not out.exists()


def test_nothing_is_written_when_one_of_the_places_is_wrong(table: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "out.csv", tmp_path / "other.csv"
    wrong: tuple[tuple[list[str | Path], str], ...] = (
        (["--suppliers", out], "expected a separate place"),
        (["--suppliers", tmp_path / "." / "out.csv"], "expected a separate place"),
        (["--suppliers", other, "--curve", other, "--vary", "c9"], "expected"),
        (["--curve", other, "--vary", "c9"], "expected c1, c2, c3"),
        (["--suppliers", table / "x.csv"], "expected a folder that is there"),
        (["--suppliers", Path("/dev/null")], "expected a file to write, this is no plain file"),
    )
    for words, message in wrong:
        with pytest.raises(InvalidInput, match=message):
            run("dependencies", table, "--importer", "DEU", "-o", out, *words)
    with pytest.raises(InvalidInput, match="expected --importer or --bloc with it"):
        run("dependencies", table, "-o", out, "--by-year", other)
    assert sorted(tmp_path.iterdir()) == [table]


def test_a_source_may_be_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInput, match=f"^{tmp_path.name}: expected files named like BACI"):
        run("dependencies", ".", "--importer", "DEU")
    with pytest.raises(InvalidInput, match=f"^{tmp_path.name}: expected files named like BACI"):
        run("flows", "import", ".", "-o", "store")


def test_a_kind_is_of_a_source_and_not_of_a_store(table: Path, tmp_path: Path) -> None:
    run("flows", "import", table, "-o", tmp_path / "store")
    with pytest.raises(InvalidInput, match=r"--kind.*expected no kind with a store"):
        run("dependencies", tmp_path / "store", "--importer", "DEU", "--kind", "baci")


def test_complexity_checks_its_place_first(table: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("exporter,product,value_usd\nA,1,-5\n")
    with pytest.raises(InvalidInput, match="expected a folder to write to, got a file"):
        run("complexity", broken, "-o", table)
    with pytest.raises(InvalidInput, match="--bloc: expected a name"):
        run("complexity", broken, "--bloc", "")


def test_a_table_without_rows_is_said_to_have_none(tmp_path: Path) -> None:
    empty = tmp_path / "flows.csv"
    empty.write_text(TABLE.splitlines()[0] + "\n")
    with pytest.raises(InvalidInput, match="there are no rows"):
        run("flows", "import", empty, "-o", tmp_path / "store")
    with pytest.raises(InvalidInput, match="there are no rows"):
        run("dependencies", empty)
    empty.write_text("\n".join([TABLE.splitlines()[0], TABLE.splitlines()[-1], ""]))
    with pytest.raises(InvalidInput, match="every row had to be set apart"):
        run("dependencies", empty)


def test_a_loss_that_nobody_can_make_good_is_said(tmp_path: Path) -> None:
    only = tmp_path / "flows.csv"
    only.write_text(TABLE.splitlines()[0] + "\nDEU,FRA,870323,2020,100\n")
    said = run("dependencies", only, "--importer", "FRA", "--what-if", "DEU")
    assert "1 products touched, 0 become critical, of 1 it is unknown" in said


def test_one_reporter_leaves_exports_unknown_and_says_so(tmp_path: Path) -> None:
    alone, out = tmp_path / "flows.csv", tmp_path / "out.csv"
    alone.write_text(TABLE.splitlines()[0] + "\nDEU,FRA,870323,2020,100\n")
    said = run("dependencies", alone, "--importer", "FRA", "-o", out)
    assert "0 critical of 1 products traded, 1 unknown" in said
    assert "only France reports imports in 2020" in said
    (row,) = rows(out)
    assert (row["c1"], row["c2"], row["c3"], row["critical"]) == ("true", "", "", "")
    assert (row["exports_usd"], row["imports_over_exports"], row["hhi_world_exports"]) == ("",) * 3
    assert row["reporters"] == "1"
    assert "its exports are unknown" in row["reason"]
    opened = run("dependencies", alone, "--importer", "FRA", "--explain", "870323")
    assert "exports unknown" in opened
    assert "c3: imports over exports unknown" in opened


def test_a_lone_reporters_own_exports_answer_c3(tmp_path: Path) -> None:
    header = "refYear,reporterISO,flowCode,partnerISO,cmdCode,primaryValue"
    bought = ["2022,FRA,M,CHN,854231,60", "2022,FRA,M,JPN,854231,40"]
    sold = ["2022,FRA,X,DEU,854231,300", "2022,FRA,X,USA,854231,200"]
    found = {}
    for name, lines in (("with", [*bought, *sold]), ("without", bought)):
        path, out = tmp_path / f"{name}.csv", tmp_path / f"{name}-out.csv"
        path.write_text("\n".join([header, *lines, ""]))
        said = run("dependencies", path, "--importer", "FRA", "-o", out)
        found[name] = _only_row(out)
        assert ("its exports are its own report" in said) is (name == "with")
    row = found["with"]
    assert (row["exports_usd"], row["c3"], row["critical"]) == ("500", "false", "false")
    assert (row["c2"], row["hhi_world_exports"]) == ("", "")
    assert (found["without"]["exports_usd"], found["without"]["critical"]) == ("", "")


def test_each_of_two_reporters_has_the_exports_it_reports(tmp_path: Path) -> None:
    header = "refYear,reporterISO,flowCode,partnerISO,cmdCode,primaryValue"
    reports = {
        "FRA": ["M,CHN,854231,100", "M,DEU,854231,10", "X,W00,854231,500", "X,DEU,854231,20"],
        "DEU": ["M,CHN,854231,100", "M,FRA,854231,20", "X,W00,854231,40"],
    }
    files = {}
    for reporter, lines in reports.items():
        files[reporter] = [f"2022,{reporter},{line}" for line in lines]
    out, both = tmp_path / "out.csv", tmp_path / "both.csv"
    both.write_text("\n".join([header, *files["FRA"], *files["DEU"], ""]))
    said = run("dependencies", both, "--importer", "FRA", "--importer", "DEU", "-o", out)
    found = [(row["importer"], row["exports_usd"], row["c3"]) for row in rows(out)]
    assert sorted(found) == [("DEU", "40", "true"), ("FRA", "500", "false")]
    assert "exports are the economies' own reports" in said
    store = tmp_path / "store"
    for reporter, lines in files.items():
        path = tmp_path / f"{reporter}.csv"
        path.write_text("\n".join([header, *lines, ""]))
        run("flows", "import", path, "-o", store)
    run("dependencies", store, "--importer", "FRA", "--importer", "DEU", "-o", out)
    assert [(row["importer"], row["exports_usd"], row["c3"]) for row in rows(out)] == found


def test_how_many_report_is_said(table: Path) -> None:
    said = run("dependencies", table, "--importer", "DEU")
    assert "reports of imports by 3 economies in 2020, 2 in 2021" in said


def test_members_of_a_bloc_are_given_one_by_one_or_with_commas(table: Path, tmp_path: Path) -> None:
    said = [
        run("dependencies", table, *words, "--years", "2020")
        for words in (["--bloc", "DEU,FRA"], ["--bloc", "DEU", "--bloc", "FRA"])
    ]
    assert said[0] == said[1]
    exports = tmp_path / "exports.csv"
    lines = [f"{one},{product},9" for one in ("DEU", "FRA", "ITA") for product in ("10", "20")]
    exports.write_text("\n".join(["exporter,product,value_usd", *lines, "DEU,30,9", ""]))
    pooled = [
        run("complexity", exports, *words)
        for words in (["--bloc", "DEU,FRA"], ["--bloc", "DEU", "--bloc", "FRA"])
    ]
    assert pooled[0] == pooled[1]
    assert "nearest_partner" in pooled[0]


def test_figures_are_never_cut_on_a_narrow_terminal(table: Path) -> None:
    for words in ([], ["--importer", "DEU"], ["--importer", "DEU", "--what-if", "CHN"]):
        result = CliRunner().invoke(
            app, ["dependencies", str(table), *words], env={"COLUMNS": "80"}
        )
        assert result.exit_code == 0
        assert "…" not in result.output
        assert max(map(len, result.output.splitlines())) <= 80
        assert "850760" in result.output


def test_complexity_cuts_no_figure_on_a_narrow_terminal(tmp_path: Path) -> None:
    exports = tmp_path / "exports.csv"
    lines = [f"{one},{product},9" for one in ("DEU", "FRA", "ITA") for product in ("10", "20")]
    exports.write_text("\n".join(["exporter,product,value_usd", *lines, "DEU,30,9", ""]))
    titles = tmp_path / "titles.csv"
    titles.write_text(
        "code,title\n10,A [bold] title that is longer than any column of a terminal\n"
    )
    result = CliRunner().invoke(
        app,
        ["complexity", str(exports), "--bloc", "DEU,FRA", "--titles", str(titles)],
        env={"COLUMNS": "60"},
    )
    assert result.exit_code == 0, result.output
    assert max(map(len, result.output.splitlines())) <= 60
    assert "A [bold] title" in result.output
    assert not [word for word in result.output.split() if re.search(r"\d…", word)]


def test_what_is_said_of_a_file_is_said_once_for_all_years(tmp_path: Path) -> None:
    exports = tmp_path / "exports.csv"
    lines = [
        f"{one},{product},{year},{dollars}"
        for year, product, dollars in ((2020, "10", 9), (2020, "20", 9), (2021, "10", 9))
        for one in ("DEU", "FRA", "ITA", "BVT")
    ]
    further = ["DEU,30,2020,9", "DEU,20,2021,9", "FRA,30,2021,9", "World,10,2020,27"]
    exports.write_text("\n".join(["exporter,product,year,value_usd", *lines, *further, ""]))
    said = run("complexity", exports)
    assert said.count("World total: 1 rows") == said.count("taken for a table of exports") == 1
    assert "2020: left out, nobody lives there" in said
    assert "2021: left out, nobody lives there" in said


def test_a_missing_source_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is none"):
        run("dependencies", tmp_path / "nowhere.csv", "--importer", "DEU")
    with pytest.raises(InvalidInput, match="there is none"):
        run("flows", "import", tmp_path / "nowhere.csv", "-o", tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_members_of_a_bloc_that_do_not_report_are_named(tmp_path: Path) -> None:
    flows, out = tmp_path / "flows.csv", tmp_path / "bloc.csv"
    lines = ["CHN,DEU,870323,2020,60", "CHN,FRA,870323,2020,5", "CHN,USA,870323,2020,9"]
    lines += ["CHN,DEU,870323,2021,60", "CHN,USA,870323,2021,9", "FRA,USA,870323,2021,90"]
    flows.write_text("\n".join([TABLE.splitlines()[0], *lines, ""]))
    said = run("dependencies", flows, "--bloc", "DEU,FRA", "-o", out)
    assert "1 of the bloc's 2 members report imports in 2021, not France" in said
    (row,) = rows(out)
    assert (row["imports_usd"], row["exports_usd"], row["reporters"]) == ("125", "90", "3")
    said = run("dependencies", flows, "--bloc", "DEU,FRA", "--years", "2020", "-o", out)
    assert "of the bloc's" not in said
