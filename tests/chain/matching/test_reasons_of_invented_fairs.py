"""Every sentence of invented fairs, read back into facts, and the same facts in every language.

The reader knows the phrases of a language and nothing of the engine: it takes a sentence apart,
finds the codes named in it and looks each statement up in the fair's tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chain.matching.test_reasons_hold import (
    CODES,
    RANKS,
    Facts,
    check_road,
    draw_fair,
    find_nearness,
)

from fairlead.chain.matching.makers import MakersChoice, ProductSpace, find_makers
from fairlead.chain.matching.match import MatchParams, match
from fairlead.engines.matching.makers import VOLUME_BY_SIZE, MakerParams
from fairlead.engines.matching.wording import WORDINGS, Wording
from fairlead.folder.choices import SIZES
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.schemas import SCHEMAS

LANGUAGES = tuple(WORDINGS)
COLUMNS = {tag: "reason" if tag == "en" else f"reason_{tag}" for tag in LANGUAGES}
SIX = tuple(sorted(code[3:] for code in CODES if re.fullmatch(r"HS:\d{6}", code)))
ECONOMIES = ("BLR", "DEU", "KAZ", "RUS")


class Met(NamedTuple):
    """One statement that names products: which way, how near, the codes, what is joined by what."""

    road: str
    kind: str
    sought: str
    offered: str
    crossed: int
    types: tuple[int, ...]


class Told(NamedTuple):
    """A sentence, taken apart: what it names in products, in work, and what else it says."""

    met: tuple[Met, ...]
    worked: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[str, ...]
    note: int
    discovers: bool


def compile_phrase(phrase: str) -> str:
    """Return a phrase as a pattern with a group for each of its places."""
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(phrase))


@cache
def list_patterns(language: str) -> list[tuple[str, str, re.Pattern[str]]]:
    """Return (road, kind, pattern) of the phrases that name products, the longest first."""
    words = WORDINGS[language]
    crossed = "|".join(
        f"(?P<crossed_{number}>{re.escape(text)})" for number, text in words.crossed.items()
    )
    names = "|".join(map(re.escape, words.types))
    both = re.escape(words.same_type).replace(r"\{\}", f"(?P<both>{names})")
    two = re.escape(words.other_type)
    for group in ("seeks", "offers"):
        two = two.replace(r"\{\}", f"(?P<{group}>{names})", 1)
    rest = f"(?:{crossed})?(?:{both}|{two})?"
    phrases = (
        (road, kind, phrase)
        for road in ("gets", "gives", "makes")
        for kind, phrase in getattr(words, road).items()
    )
    ranked = sorted(phrases, key=lambda one: -len(one[2]))
    return [
        (road, kind, re.compile(f"{compile_phrase(phrase)}{rest}")) for road, kind, phrase in ranked
    ]


def read_met(part: str, language: str, *, makes: bool = False) -> Met | None:
    """Return what a part of a sentence says of products, None where it is about something else."""
    words = WORDINGS[language]
    for road, kind, pattern in list_patterns(language):
        found = pattern.fullmatch(part)
        if found is None or (road == "makes") != makes:
            continue
        got = found.groupdict()
        sought, offered = (find_code(got.get(name) or "") for name in ("sought", "offered"))
        if not (sought or offered):
            continue
        types = [got["both"]] * 2 if got["both"] else [got["seeks"], got["offers"]]
        return Met(
            road,
            kind,
            sought or offered,
            offered or sought,
            next((n for n in words.crossed if got[f"crossed_{n}"]), 0),
            tuple(words.types.index(name) for name in types if name),
        )
    return None


def find_code(text: str) -> str:
    found = re.search(r"(HS|ISIC|CPV)(?: (\d{4}))? (\d+)\)?$", text)
    return " ".join(part for part in found.groups() if part) if found else ""


def read_worked(part: str, words: Wording) -> tuple[str, tuple[str, ...]] | None:
    for kind in ("often", "through", "once", "through once"):
        if found := re.fullmatch(compile_phrase(words.worked[kind]), part):
            return kind, tuple(value for _, value in sorted(found.groupdict().items()))
    return None


def read_sentence(text: str, language: str) -> Told:
    """Return what a sentence of a list says; nothing of it may be left unread."""
    words, note = WORDINGS[language], 0
    for number, said in words.notes.items():
        if text.endswith(words.between + said):
            text, note = text.removesuffix(words.between + said), number
    head, _, tail = words.discover.partition("{}")
    discovers = text.startswith(head) or text == words.nothing
    text = text.removeprefix(head).removesuffix(words.end).removesuffix(tail)
    met, worked, facts = [], [], []
    for at, part in enumerate(text.split(words.join)):
        plain = part if at else part[:1].lower() + part[1:]
        fact = [name for name, said in words.facts.items() if said == plain]
        if discovers and words.nothing.startswith(part):
            continue
        if fact:
            facts += fact
        elif one := read_met(plain, language):
            met.append(one)
        else:
            found = read_worked(plain, words)
            assert found is not None, (language, plain)
            worked.append(found)
    return Told(tuple(met), tuple(worked), tuple(facts), note, discovers)


@st.composite
def invent_fairs(draw: st.DrawFn) -> Fair:
    """Return a fair in four languages: what is sought and offered, where, by whom, how much."""
    fair = draw_fair(
        draw(st.integers(0, 2**20)),
        exhibitors=draw(st.integers(5, 9)),
        visitors=draw(st.integers(3, 7)),
    )
    rows = {schema.name: fair.table(schema.name).to_pylist() for schema in SCHEMAS}
    for row in rows["needs"]:
        row["volume_usd"] = draw(st.sampled_from([None, 5e4, 5e6, 5e7]))
    if not draw(st.booleans()):
        rows["products"] = []
    built: dict[str, Any] = {
        name: build_table_of_rows(name, listed, languages=LANGUAGES)
        for name, listed in rows.items()
    }
    return replace(fair, settings=replace(fair.settings, languages=LANGUAGES), **built)


def check_list(row: Mapping[str, Any], told: Told, facts: Facts) -> None:
    """Look up every statement of one entry of a list."""
    owner, partner = row["owner"], row["partner"]
    for met in told.met:
        pair = (owner, partner) if met.road == "gets" else (partner, owner)
        named = {
            "sought": met.sought,
            "offered": met.offered,
            "number": "yes" if met.crossed == 2 else "",
            "both": "",
            "seeks": "",
            "offers": "",
        }
        if met.types:
            names = [WORDINGS["en"].types[number] for number in met.types]
            named |= {"seeks": names[0], "offers": names[1]}
        check_road(facts, *pair, met.kind, named)
    assert bool(told.worked) == facts.share_work(owner, partner)
    english = WORDINGS["en"].worked
    for kind, values in told.worked:
        places = sorted(re.findall(r"\{(\w+)\}", english[kind]))
        said = english[kind].format(**dict(zip(places, values, strict=True)))
        assert facts.check_work(said, owner, partner)
    for fact in told.facts:
        assert fact == "text" or facts.holds(fact, owner, partner), fact
    assert told.discovers == (row["basis"] == "discover")
    for road, pair in (("gets", (owner, partner)), ("gives", (partner, owner))):
        named_one = any(met.road == road for met in told.met)
        assert named_one == (facts.find_nearest(*pair) != "")


@settings(max_examples=6, deadline=None)
@given(invent_fairs())
def test_every_sentence_of_a_list_holds_and_says_the_same_in_each_language(fair: Fair) -> None:
    facts = Facts(fair)
    for row in match(fair, params=MatchParams.chosen(top=20)).matches.to_pylist():
        told = read_sentence(row["reason"], "en")
        check_list(row, told, facts)
        for language in LANGUAGES[1:]:
            assert read_sentence(row[COLUMNS[language]], language) == told


@settings(max_examples=8, deadline=None)
@given(invent_fairs(), st.integers(0, 2**20))
def test_every_sentence_of_the_makers_holds_in_each_language(fair: Fair, seed: int) -> None:
    rng = np.random.default_rng(seed)
    near = rng.random((len(SIX), len(SIX)), dtype=np.float32)
    near = np.maximum(near, near.T)
    np.fill_diagonal(near, 1)
    could = rng.random((len(ECONOMIES), len(SIX)), dtype=np.float32)
    could[rng.random(could.shape) < 0.3] = 1
    space = ProductSpace(SIX, ECONOMIES, near, could)
    facts = Facts(fair)
    offers = {row["id"]: row for row in facts.offers}
    needs = {row["id"]: row for row in facts.needs}
    choice = MakersChoice(engine=MakerParams(least_economy=0.3))
    seen: dict[str, int] = {}
    for row in find_makers(fair, choice=choice, space=space).makers.to_pylist():
        need, offer = needs[row["need"]], offers.get(row["offer"])
        basis = ("offers", "near", "economy").index(row["basis"])
        assert seen.get(row["need"], 0) <= basis  # the three groups in their order
        seen[row["need"]] = basis
        for language in LANGUAGES:
            check_maker(
                read_maker(row[COLUMNS[language]], language, offer), row, need, facts, space
            )


class Maker(NamedTuple):
    """A sentence about a maker, taken apart."""

    met: Met | None
    near: str
    near_share: float | None
    density: float | None
    economy: bool
    place: str
    volume: bool


def read_maker(text: str, language: str, offer: Mapping[str, Any] | None) -> Maker:
    words = WORDINGS[language]
    met, near, said = None, "", set()
    near_share: float | None = None
    density: float | None = None
    parts = text.removesuffix(words.end).split(words.join)
    parts[0] = parts[0][:1].lower() + parts[0][1:]
    for part in parts:
        if found := re.fullmatch(compile_phrase(words.near), part):
            near, near_share = find_code(found["offered"]), int(found["share"].rstrip("%")) / 100
        elif found := re.fullmatch(compile_phrase(words.economy_near), part):
            density = int(found["share"].rstrip("%")) / 100
        elif part in (words.economy, words.place, words.place_bloc, words.volume):
            said.add(part)
        else:
            met = read_met(part, language, makes=True)
            assert met is not None, (language, part)
            assert offer is not None
            assert offer["title"] in part
    place = next((name for name in ("place", "place_bloc") if getattr(words, name) in said), "")
    return Maker(met, near, near_share, density, words.economy in said, place, words.volume in said)


def stands_for(code: str, six: str, *, wider: bool) -> bool:
    """Return whether a code of the fair means a product of the space, or, wider, one above it.

    Of the older codes used only pumps have a number that has not changed.
    """
    scheme, _, digits = code.partition(":")
    means = six.startswith(digits) if wider else six == digits
    return means and scheme in (("HS", "HS2012") if six == "841370" else ("HS",))


def check_maker(
    told: Maker, row: Mapping[str, Any], need: Mapping[str, Any], facts: Facts, space: ProductSpace
) -> None:
    """Look up every statement about a maker."""
    firm = facts.firms[row["maker"]]
    mine = [code for one in facts.list_offers(row["maker"]) for code in one["products"]]
    wanted, made = (
        [
            at
            for at, six in enumerate(space.products)
            if any(stands_for(code, six, wider=wider) for code in codes)
        ]
        for codes, wider in ((need["products"], True), (mine, False))
    )
    nearest = max(
        (find_nearness(s, o) for s in need["products"] for o in mine), key=RANKS.index, default=""
    )
    if told.met is not None:
        kind = nearest if nearest not in ("heading", "chapter") else "kin"
        assert told.met.kind in (kind, "alike")
        assert (row["basis"] == "offers") == (nearest in ("same", "part", "holds"))
        offer = next(one for one in facts.offers if one["id"] == row["offer"])
        for at, listed in zip(told.met.types, (need, offer), strict=False):
            names = listed["cooperation"]
            assert WORDINGS["en"].types[at] in [TYPE_WORDS[name] for name in names]
    else:
        assert row["basis"] != "offers"
    if told.near_share is not None:
        at = space.products.index(told.near.removeprefix("HS "))
        assert at in made
        best = max(space.proximity[p, at] for p in wanted)
        assert abs(best - told.near_share) <= 0.0051
        assert best == max(space.proximity[p, q] for p in wanted for q in made)
    if told.economy or told.density is not None:
        held = [space.could_make[space.economies.index(firm["country"]), p] for p in wanted]
        assert told.economy == (max(held) >= 1)
        if told.density is not None:
            assert abs(max(held) - told.density) <= 0.0051
    if row["basis"] == "economy":
        assert told.economy or told.density is not None
        assert not any(stands_for(code, six, wider=True) for code in mine for six in space.products)
    if told.volume:
        assert need["volume_usd"] <= VOLUME_BY_SIZE[SIZES.index(firm["size"])]
    home = need["economy"] or facts.firms[need["organisation"]]["country"]
    if told.place:
        assert "localisation" in need["cooperation"]
        assert (told.place == "place") == (firm["country"] == home)
        assert firm["country"] == home or {firm["country"], home} <= set(
            facts.fair.settings.bloc or ()
        )


TYPE_WORDS = dict(
    zip(
        ("supply", "joint_production", "licence", "research", "localisation", "distribution",
         "investment"),
        WORDINGS["en"].types,
        strict=True,
    )
)  # fmt: skip
