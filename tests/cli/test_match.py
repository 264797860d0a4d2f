"""`fairlead match` and `fairlead makers` as a user runs them."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

SMALL = Path(__file__).parents[1] / "folder" / "small"


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "fairlead", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_match_writes_every_list_the_same_twice(tmp_path: Path) -> None:
    files = [tmp_path / "one.csv", tmp_path / "other.csv"]
    for file in files:
        done = run("match", SMALL, "-o", file, "--congestion", "1", "--top", "2")
        assert done.returncode == 0, done.stderr
        assert "exposure Gini" in done.stdout
    assert files[0].read_bytes() == files[1].read_bytes()
    with files[0].open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    first = next(row for row in rows if (row["owner"], row["partner"]) == ("v2", "bearing"))
    assert first["rank"] == "1"
    assert "Ball bearings (HS 848210)" in first["reason"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.csv", "other.csv"]


def test_makers_names_firms_and_groups() -> None:
    done = run("makers", SMALL, "--need", "n1")
    assert done.returncode == 0, done.stderr
    assert "(bearing)" in done.stdout
    assert "group 1: Gear Works covers HS:8483, supply" in done.stdout


def _write_offering(folder: Path, count: int) -> Path:
    """Write the small fair with so many more that offer bearings, and a name in brackets near."""
    shutil.copytree(SMALL, folder)
    firms, offers = folder / "organisations.csv", folder / "offers.csv"
    text = firms.read_text(encoding="utf-8").replace("Gear Works", "Gear [/Works]")
    lines = [f"more{n},More {n},,BLR,Minsk,,,large,ru,1-C{n},,,," for n in range(count)]
    firms.write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    with (folder / "stands.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"1-C{n},1,C{n},{40 + 8 * n},20,6,3,\n" for n in range(count))
    with (folder / "products.csv").open("a", encoding="utf-8") as file:
        file.write("HS:848220,Roller bearings,\n")
    lines = [f"m{n},more{n},Bearings {n},,,,HS:848210,supply" for n in range(count)]
    lines.append("near,gear,Roller bearings,,,,HS:848220,supply")
    with offers.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return folder


def test_makers_stand_below_what_speaks_for_them(tmp_path: Path) -> None:
    fair, out = _write_offering(tmp_path / "fair", 2), tmp_path / "makers.csv"
    done = run("makers", fair, "--need", "n3", "-o", out)
    assert done.returncode == 0, done.stderr
    assert "They offer it (3 exhibitors)\n" in done.stdout
    assert "They make something near (1 exhibitor): --all shows them\n" in done.stdout
    assert "Gear [/Works]" not in done.stdout
    with out.open(encoding="utf-8", newline="") as opened:
        assert [row["basis"] for row in csv.DictReader(opened)] == ["offers"] * 3 + ["near"]
    done = run("makers", fair, "--need", "n3", "--all")
    before, after = done.stdout.split("They make something near (1 exhibitor)\n")
    assert "Gear [/Works] (gear)" in after
    assert "Bearings 1" in before


def test_few_that_offer_it_fold_nobody_away(tmp_path: Path) -> None:
    done = run("makers", _write_offering(tmp_path / "fair", 1), "--need", "n3")
    assert "They offer it (2 exhibitors)\n" in done.stdout
    assert "They make something near (1 exhibitor)\n" in done.stdout
    assert "--all" not in done.stdout


def test_why_not_says_why_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    done = run("match", SMALL, "-o", file, "--why-not", "v1", "gear")
    assert done.returncode == 0, done.stderr
    assert "gear on the list of v1: They are kept apart: a request was made already" in done.stdout
    assert not file.exists()


def test_a_concordance_is_taken_in(tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_text("source,target\nISIC4:2814,HS:8482\n", encoding="utf-8")
    done = run("makers", SMALL, "--need", "n1", "--concordance", codes)
    assert done.returncode == 0, done.stderr
    assert "(bearing)" in done.stdout


def test_filters_that_leave_nobody_say_how_many_they_took(tmp_path: Path) -> None:
    fair = tmp_path / "fair"
    shutil.copytree(SMALL, fair)
    for name in ("organisations.csv", "people.csv"):
        text = (fair / name).read_text(encoding="utf-8")
        mute = "sw" if name == "people.csv" else "en"
        swapped = re.sub(r",(?:(?:en|ru|kk|zh)\|)*(?:en|ru|kk|zh),", f",{mute},", text)
        (fair / name).write_text(swapped, encoding="utf-8")
    done = run("match", fair, "-o", tmp_path / "m.csv")
    assert done.returncode == 0, done.stderr
    assert "The filters leave no exhibitor and visitor to match" in done.stdout
    assert "language 16" in " ".join(done.stdout.split())


def test_mistakes_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    m = tmp_path / "m.csv"
    wrong = (
        (("match", SMALL, "-o", tmp_path / "m.csv", "--congestion", "2"), "congestion from 0 to 1"),
        (("match", SMALL, "-o", tmp_path / "m.csv", "--top", "0"), '--top: "0": expected top >= 1'),
        (("match", SMALL, "--why-not", "v1", "zz"), '--why-not: "zz": expected the id of'),
        (("match", SMALL, "--concordance", tmp_path / "no.csv"), "no.csv: expected this file"),
        (("makers", SMALL, "--need", "n1", "--concordance", SMALL / "needs.csv"), "needs.csv:1:"),
        (("match", SMALL, "-o", tmp_path / "none" / "m.csv"), "expected a folder that is there"),
        (("match", SMALL, "-o", tmp_path), "expected a file to write, this is a folder"),
        (("match", SMALL, "-o", m, "--report", tmp_path), "expected a file to write"),
        (("match", SMALL, "-o", m, "--report", m), "m.csv: expected a separate place"),
        (("makers", SMALL, "--need", "n1", "-o", tmp_path), "expected a file to write"),
        (("match", tmp_path / "nowhere", "-o", tmp_path / "m.csv"), "nowhere"),
        (("makers", SMALL, "--need", "zz"), "the id of a need"),
    )
    for words, said in wrong:
        done = run(*words)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_seed_below_nothing_is_named(tmp_path: Path) -> None:
    done = run("match", SMALL, "-o", tmp_path / "m.csv", "--seed", "-1")
    assert done.returncode == 2
    assert "--seed" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_published_tables_become_a_concordance(tmp_path: Path) -> None:
    tables = tmp_path / "cpc21-hs.csv", tmp_path / "isic4-cpc21.txt"
    tables[0].write_text("CPC21code,HS2022code\n43310,8482.10\n", encoding="utf-8")
    tables[1].write_text('"ISIC4code","CPC21code"\n"2814","43310"\n', encoding="utf-8")
    links = tmp_path / "links.csv"
    done = run("concordance", *tables, "-o", links)
    assert done.returncode == 0, done.stderr
    assert "cpc21-hs.csv: CPC 2.1 with HS 2022, 1 pairs" in done.stdout
    assert links.read_text(encoding="utf-8").splitlines()[1] == "HS2022:848210,ISIC4:2814,1.0"
    done = run("makers", SMALL, "--need", "n1", "--concordance", links)
    assert done.returncode == 0, done.stderr
    links.unlink()
    refused = run("concordance", tables[0], "-o", links)
    assert refused.returncode == 2
    assert "cpc21-hs.csv: expected a second table with CPC 2.1" in refused.stderr
    assert not links.exists()
