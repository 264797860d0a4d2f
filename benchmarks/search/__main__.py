"""Measures the reading of Russian words and the cost of a search: ``python -m benchmarks.search``.

The forms come from pymorphy3 (``pip install pymorphy3==2.0.6``), whose dictionary Fairlead does not
use otherwise. The cost is that of the catalogue in the database of ``FAIRLEAD_HOME``, which holds
the full demo, beside the expressions of PostgreSQL's own configurations over the same rows.
"""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from importlib import import_module
from itertools import combinations
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

NOUNS, ADJECTIVES = 4_000, 1_500
LEFT_OUT = {"Name", "Surn", "Patr", "Abbr", "Fixd", "Init", "Orgn", "Geox", "Slng", "Arch", "Trad"}
ODD_FORMS = {"V-oy", "V-ey", "Erro", "voct", "gen2", "loc2", "acc2"}
STEMMERS = {
    "fairlead": "search_cyrillic_stems('ru', search_fold(word))",
    "PostgreSQL": "ts_lexize('pg_catalog.russian_stem', search_fold(word))",
}
WORDS = (
    "pumps", "bearing", "steel", "machine tools", "electric motors", "valves", "chips",
    "насосы", "подшипник", "сталь", "станки", "электродвигатели", "клапаны", "кабель",
)  # fmt: skip
ROUNDS = 50


def main() -> None:
    """Print both tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
    import django

    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        print(_measure_forms(cursor))
        print(_measure_cost(cursor))


def _measure_forms(cursor: CursorWrapper) -> str:
    """Return how many forms of a word find it, and how many other words it finds."""
    words = _paradigms()
    every = sorted({form for forms in words for form in forms})
    lines = [
        "| reading | forms found by their word | pairs of words taken for one |",
        "|---|---|---|",
    ]
    for name, expression in STEMMERS.items():
        statement = f"SELECT word, {expression} FROM unnest(%s::text[]) AS word"  # noqa: S608
        cursor.execute(statement, [every])
        stems = {word: set(found) for word, found in cursor.fetchall()}
        pairs = [(forms[0], form) for forms in words for form in forms[1:]]
        found = sum(bool(stems[word] & stems[form]) for word, form in pairs)
        by_stem: dict[str, set[str]] = defaultdict(set)
        for forms in words:
            for stem in stems[forms[0]]:
                by_stem[stem].add(forms[0])
        same = {pair for group in by_stem.values() for pair in combinations(sorted(group), 2)}
        lines.append(f"| {name} | {found / len(pairs):.1%} of {len(pairs):,} | {len(same)} |")
    return "\n".join(lines)


def _paradigms() -> list[list[str]]:
    """Return random nouns and adjectives, each with its forms after it."""
    analyzer = import_module("pymorphy3").MorphAnalyzer()
    known: dict[str, dict[str, None]] = {"NOUN": {}, "ADJF": {}}
    for word, tag, _lemma, _paradigm, place in analyzer.dictionary.iter_known_words():
        if place == 0 and tag.POS in known and not LEFT_OUT & tag.grammemes:
            known[tag.POS][word] = None
    draw = random.Random(1)  # noqa: S311
    words = []
    for kind, count in (("NOUN", NOUNS), ("ADJF", ADJECTIVES)):
        for word in draw.sample(sorted(known[kind]), count):
            parsed = [one for one in analyzer.parse(word) if one.normal_form == word]
            forms = {
                form.word
                for one in parsed[:1]
                for form in one.lexeme
                if str(form.tag.POS) == kind and not ODD_FORMS & form.tag.grammemes
            }
            words.append([word, *sorted(forms - {word})])
    return words


def _measure_cost(cursor: CursorWrapper) -> str:
    """Return the processor time of a search of the catalogue, as it is and as it was."""
    from django.contrib.postgres.search import SearchQuery

    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.trade.models import CatalogueEntry
    from fairlead.apps.trade.queries.catalogue import find_rows, read_catalogue

    cursor.execute("SELECT pg_backend_pid()")
    server = psutil.Process(cursor.fetchone()[0])
    cursor.execute("VACUUM ANALYZE trade_catalogueentry")
    edition = Edition.objects.order_by("-pk")[0]
    catalogue = read_catalogue(edition)

    def find_with_configurations(words: str) -> list[int]:
        asked = SearchQuery(words, config="russian", search_type="websearch")
        asked |= SearchQuery(words, config="simple", search_type="websearch")
        entries = CatalogueEntry.objects.filter(edition=edition, document=asked)
        found = entries.values_list("organisation_id", flat=True)
        return [catalogue.places[entry] for entry in found if entry in catalogue.places]

    lines = ["", "| a search | CPU of the site, ms | of PostgreSQL, ms |", "|---|---|---|"]
    for name, find in (
        ("as it is", lambda words: find_rows(edition, catalogue, words)),
        ("by PostgreSQL's configurations", find_with_configurations),
    ):
        before, started = server.cpu_times(), time.process_time()
        for word in WORDS * ROUNDS:
            find(word)
        after, ended = server.cpu_times(), time.process_time()
        database = after.user + after.system - before.user - before.system
        site, database = ((ended - started) * 1000, database * 1000)
        count = len(WORDS) * ROUNDS
        lines.append(f"| {name} | {site / count:.2f} | {database / count:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
