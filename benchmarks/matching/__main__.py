"""Prints the matching benchmarks; with ``--write PAGE`` also writes them as a page.

python -m benchmarks.matching --write docs/reference/benchmarks/matching.md
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.matching.cordis import PEER, YEARS, partner_task, read_division
from benchmarks.matching.fair_simulator import HARMONIC, RIVALS, WEIGHTS, Outcome, simulate
from benchmarks.matching.habits import ANSWERS, DRAWS
from benchmarks.matching.habits import RIVALS as HABIT_RIVALS
from benchmarks.matching.habits import compare as compare_habits
from benchmarks.matching.speed import OURS, compare_builds, measure_large, measure_speed
from benchmarks.matching.waves import EVENINGS, KNOWN, PUBLISHED, SLOTS, WAYS, compare
from benchmarks.matching.waves import HARMONIC as PLAIN
from benchmarks.matching.waves import OURS as OUR_LISTS
from benchmarks.matching.waves import RIVALS as EVENING_RIVALS

MOST = 40
COMMAND = "python -m benchmarks.matching --write docs/reference/benchmarks/matching.md"
INTRODUCTION = f"""# Matching: speed and quality

Measured on {os.cpu_count()} cores with

    {COMMAND}

The simulated fair and the partner task are described in `benchmarks/matching/fair_simulator.py`
and `benchmarks/matching/cordis.py`. faiss and sparse_dot_topn are timed when they are installed
(`pip install faiss-cpu sparse_dot_topn`); the partner task runs when the real data is there
(`FAIRLEAD_SHARED_DATA`).
"""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, numbers to the right."""
    line = "| " + " | ".join(head) + " |"
    rule = "|---|" + "---:|" * (len(head) - 1)
    return "\n".join([line, rule, *("| " + " | ".join(row) + " |" for row in rows)])


def speed_section() -> str:
    """Return the speed table and the peak memory."""
    timed = measure_speed()
    ours = next(row.processor for row in timed if row.what == OURS)
    rows = [
        (row.what, _time(row.seconds), _time(row.processor), f"{row.processor / ours:.3g}")
        for row in timed
    ]
    absent = [name for name in ("faiss", "sparse_dot_topn") if find_spec(name) is None]
    missing = f"Not installed here, so not timed: {', '.join(absent)}. " if absent else ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return (
        "## Speed: 1,000 exhibitors x 50,000 visitors\n\n"
        f"{table(('work', 'time', 'processors', 'processors, times the first'), rows)}\n\n"
        f"{missing}The clock counts what else runs on the machine, processors do not. Peak memory "
        f"{peak:.2f} GB, the interpreter and its libraries included. No approximate index is used: "
        "every pair is scored.\n"
    )


def large_section() -> str:
    """Return the time and memory of a very large fair."""
    timed, peak = measure_large()
    row = timed.what, _time(timed.seconds), _time(timed.processor)
    return (
        "## A very large fair\n\n"
        f"{table(('work', 'time', 'processors'), [row])}\n\n"
        f"Peak memory of the process {peak:.2f} GB, the problem, the lists and the interpreter "
        "included. Prices are found from short numbers "
        "([decision 224](../../decisions/0224-chances-are-found-when-they-are-needed.md)).\n"
    )


def builds_section(older: str) -> str:
    """Return the times of an older build beside today's."""
    timed = compare_builds(older)
    rows = [
        (row.what, _time(row.seconds), _time(row.processor),
         f"{row.processor / timed[0].processor:.2f}")
        for row in timed
    ]  # fmt: skip
    return (
        "## Beside an older build\n\n"
        f"1,000 x 50,000, {OURS}, in turn in the same minutes (`--only builds --older {older}`), "
        "the least of seven.\n\n"
        f"{table(('build', 'time', 'processors', 'processors, times the older'), rows)}\n"
    )


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds > 0.1 else f"{seconds * 1e3:.1f} ms"


def _mean(values: Sequence[float], *, digits: int = 0) -> str:
    spread = 1.96 * float(np.std(values, ddof=1)) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return f"{np.mean(values):,.{digits}f} ± {spread:,.{digits}f}"


def simulation_section(seeds: int) -> str:
    """Return accepted meetings and exposure of every rival."""
    outcomes = simulate(seeds=seeds)

    def cells(name: str) -> list[str]:
        found: list[list[Outcome]] = [outcomes[name, weight] for weight in WEIGHTS]
        accepted = [_mean([one.accepted for one in group]) for group in found]
        middle = found[1]
        even = [np.mean([one.gini for one in middle]), np.mean([one.gini_top for one in middle])]
        gained = [_gain(outcomes, name, weight) for weight in WEIGHTS]
        return [name, *accepted, f"{np.mean(gained):.2f}", *(f"{value:.2f}" for value in even)]

    head = (
        "lists",
        *(f"accepted, popularity {w}" for w in WEIGHTS),
        "times harmonic",
        "Gini, top 50",
        "Gini, top 10",
    )
    return (
        "## A simulated fair\n\n"
        f"500 exhibitors with 24 slots, 5,000 visitors with 6, lists of 50; {seeds} seeds, mean "
        "and 95 % interval. At most 12,000 meetings can be held. Gini of exhibitors' exposure is "
        "that at popularity .5. Accepted meetings are set against those of the plain harmonic "
        "mean, averaged over the three.\n\n"
        f"{table(head, [cells(name) for name in RIVALS])}\n"
    )


def _gain(outcomes: dict[tuple[str, float], list[Outcome]], name: str, weight: float) -> float:
    plain = outcomes[HARMONIC, weight]
    held, before = (sum(one.accepted for one in group) for group in (outcomes[name, weight], plain))
    return held / before


def evening_section() -> str:
    """Return meetings held at evenings, times those of the harmonic mean."""
    found = compare(tries=4)
    text = (
        "## Evenings of everybody with everybody\n\n"
        f"{EVENINGS} evenings of 8 to 22 people on either side. Lists are made from estimated "
        "chances (cold: little but popularity is known; warm: habits are) and tried with the true "
        "ones, which no list has seen, in three ways (`benchmarks/matching/waves.py`). Meetings "
        "held, times those of the harmonic mean, with 1, 3 and 20 slots each. Fairlead chooses the "
        "strength of its price; the strength 1 is what it took before.\n\n"
    )
    columns = [(slots, way) for way in WAYS for slots in SLOTS]
    head = ("lists", *(f"{way}, {slots} slots" for slots, way in columns))
    ahead = []
    for known in KNOWN:
        times = {
            name: [found[name, known, *one] / found[PLAIN, known, *one] for one in columns]
            for name in EVENING_RIVALS
        }
        rows = [(name, *(f"{value:.2f}" for value in values)) for name, values in times.items()]
        text += f"{known.capitalize()}:\n\n{table(head, rows)}\n\n"
        for name, peer, ours in zip(head[1:], times[PUBLISHED], times[OUR_LISTS], strict=True):
            if f"{peer:.2f}" > f"{ours:.2f}":
                ahead.append(f"{known}, {name} ({peer:.2f} for {ours:.2f})")
    return (
        f"{text}The published lists hold more than Fairlead's: {'; '.join(ahead) or 'nowhere'}.\n"
    )


def habit_section() -> str:
    """Return how well habits learned of earlier answers foretell later ones."""
    began = time.process_time()
    found = compare_habits()
    spent = time.process_time() - began
    rows = []
    for kind, (qualities, plain) in found.items():
        cells = [
            f"{np.mean([getattr(one, figure) for one in qualities[name]]):.3f}"
            for figure in ("auc", "log_loss")
            for name in HABIT_RIVALS[1:]
        ]
        gained = [
            ours.auc - peer.auc
            for peer, ours in zip(*(qualities[name] for name in HABIT_RIVALS[1:]), strict=True)
        ]
        alone = np.mean([one.log_loss for one in qualities[HABIT_RIVALS[0]]])
        rows.append((kind, *cells, f"{alone:.3f}", f"{plain} of {DRAWS}", _mean(gained, digits=3)))
    head = ("participants", "AUC, plain smoothing", "AUC, Fairlead", "log loss, plain smoothing",
            "log loss, Fairlead", "log loss, nobody differs", "plain prior taken",
            "AUC, Fairlead's less plain")  # fmt: skip
    return (
        "## Habits learned from answers\n\n"
        f"{ANSWERS:,} answers, {DRAWS} draws of each kind (`benchmarks/matching/habits.py`). "
        "Habits are learned of the first three quarters and foretell the last, which neither the "
        "habits nor the choice of their prior has seen. Plain smoothing is (yes + 4 mean) / "
        f"(n + 4) of either side. {spent:.1f} s of the processors.\n\n"
        f"{table(head, rows)}\n"
    )


def partner_section(folder: Path, *, quick: bool) -> str:
    """Return the quality of every rival on the partner task, over several years of division.

    A ``quick`` one is of firm to firm, all projects, alone.
    """
    text = (
        "## Who works with whom next: Horizon 2020\n\n"
        "What began before a year is known, what begins from it on is found or not. Figures are "
        f"means over the years {', '.join(map(str, YEARS))}; recall is also set against "
        "Adamic-Adar's of the same year, with the 95 % interval of that ratio over the years. "
        "Fairlead is the engine by its door, at its defaults (`benchmarks/matching/cordis.py`). "
        "The largest consortia tie hundreds of pairs each, so the task is also run without "
        f"projects of more than {MOST} partners.\n\n"
    )
    head = ("lists", "recall@50", "hit@10", "Gini", "coverage", "recall, times Adamic-Adar",
            *map(str, YEARS))  # fmt: skip
    tasks = (("firm", None), ("any", None), ("firm", MOST))
    for to, most in tasks[:1] if quick else tasks:
        began = time.process_time()
        divisions = (read_division(folder, year=year, most_partners=most) for year in YEARS)
        found = [partner_task(data, to=to) for data in divisions]
        rows = []
        for name in found[0]:
            of_years = [one[name] for one in found]
            ratios = [one[name].recall / one[PEER].recall for one in found]
            means = [
                np.mean([getattr(one, figure) for one in of_years])
                for figure in ("recall", "hit", "gini", "coverage")
            ]
            rows.append(
                (name, *(f"{value:.3f}" for value in means[:3]), f"{means[3]:.0%}",
                 _mean(ratios, digits=2), *(f"{value:.2f}" for value in ratios))
            )  # fmt: skip
        tested = ", ".join(f"{next(iter(one.values())).tested:,}" for one in found)
        size = "all projects" if most is None else "without larger projects"
        spent = time.process_time() - began
        text += (
            f"Firm to {to}, {size} ({tested} tested firms; {spent:.0f} s of the processors):\n\n"
            f"{table(head, rows)}\n\n"
        )
    return text


def renew_page(page: str, sections: Sequence[str]) -> str:
    """Return the page with the sections in place of those of the same heading, others kept."""
    kept: dict[str, str] = {_heading(part): part for part in _split(page)}
    kept |= {_heading(part): part.rstrip() + "\n" for part in sections}
    return "\n".join([INTRODUCTION, *kept.values()]).rstrip() + "\n"


def _split(page: str) -> list[str]:
    return [f"## {part.rstrip()}\n" for part in page.split("\n## ")[1:]]


def _heading(section: str) -> str:
    return section.split("\n", 1)[0].split(":")[0]


def main() -> None:
    """Run what is possible here, print it, and write the page when asked."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--write", type=Path)
    given.add_argument("--seeds", type=int, default=5)
    given.add_argument(
        "--only", action="append",
        choices=("speed", "large", "builds", "fair", "evenings", "habits", "partners"),
        help="Run this section alone; the others of the page are kept.",
    )  # fmt: skip
    given.add_argument("--older", default="ef5d7cd", help="The commit of the older build.")
    given.add_argument(
        "--quick", action="store_true", help="The partner task for firm to firm alone."
    )
    options = given.parse_args()
    data = Path(
        os.environ.get("FAIRLEAD_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")
    )
    makers: dict[str, Callable[[], str]] = {
        "speed": speed_section,
        "large": large_section,
        "builds": lambda: builds_section(options.older),
        "fair": lambda: simulation_section(options.seeds),
        "evenings": evening_section,
        "habits": habit_section,
        "partners": lambda: partner_section(data, quick=options.quick),
    }
    if not (data / "match").is_dir():
        makers.pop("partners")
    chosen = [name for name in makers if not options.only or name in options.only]
    sections = [makers[name]() for name in chosen]
    print("\n".join(sections))
    if options.write:
        options.write.parent.mkdir(parents=True, exist_ok=True)
        old = options.write.read_text(encoding="utf-8") if options.write.exists() else ""
        page = renew_page(old if options.only else "", sections)
        options.write.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
