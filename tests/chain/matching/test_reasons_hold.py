"""Every reason of three fairs, read back into the facts it states, and those looked up.

How near two codes are is told here by their digits, apart from the engine's own ladders.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from fairlead.chain.matching.makers import find_makers
from fairlead.chain.matching.match import MatchParams, match
from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.wording import WORDINGS
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")
ENGLISH = WORDINGS["en"]
RANKS = ("", "chapter", "heading", "holds", "part", "same")
TYPES = dict(zip(ENGLISH.types, COOPERATION_TYPES, strict=True))
CODES = (
    "HS:848210", "HS:848220", "HS:8482", "HS:84", "HS:841370", "HS:850152", "HS:854141",
    "HS2017:854140", "HS2012:841370", "HS2002:848510", "HS:848510", "HS:090210", "HS:100199",
    "ISIC4:2813", "ISIC4:2814", "ISIC4:28", "ISIC4:7110", "CPV:42122130-0", "CPV:42122000",
    "CPV:42123000", "CPV:42131000-6", "CPV:33100000",
)  # fmt: skip
Row = dict[str, Any]


def build_fair(
    organisations: list[Row],
    people: list[Row],
    offers: list[Row],
    needs: list[Row],
    projects: list[Row],
    partners: list[Row],
) -> Fair:
    """Return a fair of those rows, each stand taken from the small fair as often as needed."""
    stands = [
        {"id": f"s{n}", "hall": "1", "number": f"s{n}", "x": 3.0 * n, "y": 1.0, "width": 2.0,
         "depth": 2.0}
        for n in range(len(organisations))
    ]  # fmt: skip
    tables = {
        "organisations": organisations, "people": people, "offers": offers, "needs": needs,
        "stands": stands, "projects": projects, "partners": partners,
    }  # fmt: skip
    built: dict[str, Any] = {name: build_table_of_rows(name, rows) for name, rows in tables.items()}
    return replace(
        SMALL,
        **built,
        requests=SMALL.requests.slice(0, 0),
        availability=SMALL.availability.slice(0, 0),
        ledger=SMALL.ledger.slice(0, 0),
        flows=None,
    )


def draw_fair(seed: int, *, exhibitors: int = 14, visitors: int = 12) -> Fair:
    """Return a fair whose firms and people seek and offer what is drawn."""
    rng = np.random.default_rng(seed)

    def pick(values: Sequence[str]) -> str:
        return str(rng.choice(values))

    def firm() -> str:
        return f"f{rng.integers(exhibitors + visitors)}"

    firms = [
        {"id": f"f{n}", "name": f"Firm {n}", "country": pick(["RUS", "BLR", "KAZ", "DEU"]),
         "sector": pick(["ISIC4:28", "ISIC4:2813", "ISIC4:46"]), "size": pick(["small", "large"]),
         "languages": ["en"], "stand": f"s{n}" if n < exhibitors else None}
        for n in range(exhibitors + visitors)
    ]  # fmt: skip
    people = [
        {"id": f"p{n}", "name": f"Person {n}", "organisation": f"f{exhibitors + n}" if n else None,
         "role": pick(["visitor", "delegate"]), "country": pick(["RUS", "BLR", "DEU"]),
         "languages": ["en", "ru"]}
        for n in range(visitors)
    ]  # fmt: skip

    def entry(name: str, n: int, **owner: Any) -> Row:
        size = int(rng.integers(1, 3))
        return owner | {
            "id": f"{name}{n}",
            "title": f"{name} {n}",
            "products": sorted({pick(CODES) for _ in range(size)}),
            "cooperation": sorted(
                {pick(COOPERATION_TYPES) for _ in range(int(rng.integers(1, 3)))}
            ),
        }

    offers = [entry("offer", n, organisation=firm()) for n in range(22)]
    needs = [entry("need", n, organisation=firm()) for n in range(16)]
    needs += [entry("wish", n, economy=pick(["RUS", "BLR", "DEU"])) for n in range(4)]
    projects = [
        {"id": f"project{n}", "title": f"Project {n}", "stage": pick(["signed", "output", "idea"]),
         "partners": {"RUS": 1.0}, "amount": 1.0, "start_year": 2010 + int(rng.integers(10)),
         "cash_flows": [-1.0, 2.0]}
        for n in range(6)
    ]  # fmt: skip
    partners = [
        {"project": project["id"], "partner": name, "economy": "RUS", "organisation": name,
         "role": "member", "cost_share": 1 / 4}
        for project in projects
        for name in (f"f{at}" for at in rng.permutation(len(firms))[:4])
    ]  # fmt: skip
    return build_fair(firms, people, offers, needs, projects, partners)


FAIRS = [draw_fair(1), draw_fair(2), replace(draw_fair(3), products=SMALL.products)]


def find_nearness(sought: str, offered: str) -> str:
    """Return how near two codes are, by their digits."""
    (one, s), (other, o) = (split(code) for code in (sought, offered))
    if one[:2] != other[:2]:
        return ""
    if one[:2] == "HS":
        if one == other or len(s) == 2 or len(o) == 2:
            return by_digits(s, o, heading=4, chapter=2)
        near = by_digits(s, o, heading=4, chapter=2)
        if near == "":
            return ""
        return near if may_meet(one, other, s, o, near) else "chapter"
    if one[:2] == "IS":
        return by_digits(s, o, heading=3, chapter=2)
    s, o = s.rstrip("0"), o.rstrip("0")
    return by_digits(s, o, heading=5, chapter=3)


def may_meet(one: str, other: str, sought: str, offered: str, near: str) -> bool:
    """Return whether two versions may meet nearer than in a chapter, of the codes used here."""
    pair = {one, other}
    if pair == {"HS2022", "HS2017"}:
        return near == "heading"  # 8541 is the same heading, the codes differ
    return "841370" in (sought, offered) and pair == {"HS2022", "HS2012"} and near == "same"


def split(code: str) -> tuple[str, str]:
    """Return the scheme with its version, and the digits without the check digit."""
    scheme, _, digits = code.partition(":")
    return {"HS": "HS2022", "ISIC4": "ISIC", "CPV": "CPV"}.get(scheme, scheme), digits.split("-")[0]


def by_digits(sought: str, offered: str, *, heading: int, chapter: int) -> str:
    if sought == offered:
        return "same"
    if offered.startswith(sought):
        return "part"
    shared = next((n for n, (a, b) in enumerate(zip(sought, offered, strict=False)) if a != b), 99)
    shared = min(shared, len(sought), len(offered))
    if shared >= heading:
        return "holds" if sought.startswith(offered) else "heading"
    return "chapter" if shared >= chapter else ""


class Facts:
    """What a fair's tables say of a participant."""

    def __init__(self, fair: Fair) -> None:
        self.fair = fair
        self.firms = {row["id"]: row for row in fair.organisations.to_pylist()}
        self.people = {row["id"]: row for row in fair.people.to_pylist()}
        self.offers, self.needs = fair.offers.to_pylist(), fair.needs.to_pylist()
        done = {
            row["id"]: row["title"]
            for row in fair.projects.to_pylist()
            if row["stage"] in ("signed", "implementation", "output")
        }
        self.projects: dict[str, set[str]] = {}
        for row in fair.partners.to_pylist():
            if row["project"] in done:
                self.projects.setdefault(row["organisation"], set()).add(done[row["project"]])

    def list_offers(self, who: str) -> list[Row]:
        firm = self.people[who]["organisation"] if who in self.people else who
        return [row for row in self.offers if row["organisation"] == firm]

    def list_needs(self, who: str) -> list[Row]:
        if who in self.firms:
            return [row for row in self.needs if row["organisation"] == who]
        person = self.people[who]
        economy = self.get(who, "country") if person["role"] == "delegate" else "-"
        firm = person["organisation"]
        return [
            row
            for row in self.needs
            if (firm is not None and firm == row["organisation"]) or economy == row["economy"]
        ]

    def list_projects(self, who: str) -> set[str]:
        return self.projects.get(
            self.people[who]["organisation"] if who in self.people else who, set()
        )

    def share_work(self, one: str, other: str) -> bool:
        """Return whether two worked together, or with a third whose projects meet both's."""
        mine, theirs = self.list_projects(one), self.list_projects(other)
        thirds = self.projects.values()
        return bool(mine & theirs) or any(mine & third and theirs & third for third in thirds)

    def check_work(self, text: str, one: str, other: str) -> bool:
        """Look up a statement of what two have done; return whether it is one."""
        mine, theirs = self.list_projects(one), self.list_projects(other)
        names = {row["name"]: key for key, row in self.firms.items()}
        if found := re.fullmatch(r"you are both partners in “(.+)”", text):
            assert mine & theirs == {found[1]}
        elif found := re.fullmatch(
            r"you are both partners in (\d+) projects, such as “(.+)”", text
        ):
            assert len(mine & theirs) == int(found[1]) > 1
            assert found[2] in mine & theirs
        elif found := re.fullmatch(
            r"you have a partner in common: (.+?)(?:, in (\d+) and (\d+) projects)?", text
        ):
            assert not mine & theirs
            third = self.projects[names[found[1]]]
            assert (len(mine & third), len(theirs & third)) == (
                int(found[2] or 1),
                int(found[3] or 1),
            )
        return found is not None

    def get(self, who: str, name: str) -> Any:
        if who in self.firms:
            return self.firms[who][name]
        person = self.people[who]
        own = person.get(name) if name in ("country", "languages") else None
        firm = self.firms.get(person["organisation"])
        return own or (firm[name] if firm else None)

    def holds(self, fact: str, one: str, other: str) -> bool:
        """Return whether a fact that names nothing holds for two participants."""
        mine, theirs = self.get(one, "country"), self.get(other, "country")
        settings = self.fair.settings
        bloc = set(settings.bloc or ())
        if fact == "language":
            return bool(set(self.get(one, "languages")) & set(self.get(other, "languages")))
        if fact == "size":
            return bool(self.get(one, "size") == self.get(other, "size"))
        if fact == "sector":
            return bool(self.get(one, "sector")[6:8] == self.get(other, "sector")[6:8])
        if fact == "economy":
            return bool(mine == theirs)
        if fact == "bloc":
            return mine != theirs and {mine, theirs} <= bloc
        return fact == "partner_country" and settings.partner_country in (mine, theirs)

    def find_nearest(self, seeker: str, offerer: str) -> str:
        """Return how near anything the offerer offers comes to anything the seeker seeks."""
        pairs = [
            find_nearness(sought, offered)
            for need in self.list_needs(seeker)
            for offer in self.list_offers(offerer)
            for sought in need["products"]
            for offered in offer["products"]
        ]
        return max(pairs, key=RANKS.index, default="")


PHRASES = [
    (road, kind, re.compile(_pattern))
    for road, phrases in (("gets", ENGLISH.gets), ("gives", ENGLISH.gives))
    for kind, phrase in phrases.items()
    for _pattern in [
        "^"
        + re.escape(phrase)
        .replace(r"\{offered\}", "(?P<offered>.+?)")
        .replace(r"\{sought\}", "(?P<sought>.+?)")
        .replace(r"\{level\}", r"(?P<level>\w+)")
        + r"(?P<number>, by the number, which is of another version)?"
        + r"(?:, (?P<both>[a-z ]+) sought and offered|, (?P<seeks>[a-z ]+) sought, "
        + r"(?P<offers>[a-z ]+) offered)?$"
    ]
]


def read_code(text: str) -> tuple[str, str]:
    """Return the code at the end of a product's name, as `split` has it."""
    found = re.search(r"(HS|ISIC|CPV)( \d{4})? (\d+)\)?$", text)
    assert found is not None, text
    scheme, version, digits = found.groups()
    return ("HS" + (version or " 2022").strip() if scheme == "HS" else scheme), digits


def pad(code: tuple[str, str]) -> tuple[str, str]:
    return (code[0], code[1].ljust(8, "0")) if code[0] == "CPV" else code


def read_parts(parts: list[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield (road, kind, what is named) of every part of a sentence that names products."""
    for part in parts:
        found = [(road, kind, got) for road, kind, p in PHRASES if (got := p.match(part))]
        assert len(found) == 1, part
        road, kind, got = found[0]
        yield road, kind, {name: value or "" for name, value in got.groupdict().items()}


def check_road(facts: Facts, seeker: str, offerer: str, kind: str, named: dict[str, str]) -> None:
    """Look up one statement of what is sought and offered."""
    sought = read_code(named["sought"]) if named.get("sought") else read_code(named["offered"])
    offered = read_code(named["offered"]) if named.get("offered") else sought
    needs = [
        (code, row)
        for row in facts.list_needs(seeker)
        for code in row["products"]
        if pad(split(code)) == sought
    ]
    offers = [
        (code, row)
        for row in facts.list_offers(offerer)
        for code in row["products"]
        if pad(split(code)) == offered
    ]
    assert needs, (seeker, sought)
    assert offers, (offerer, offered)
    near = find_nearness(needs[0][0], offers[0][0])
    across = sought[0] != offered[0]
    chapter = min(len(sought[1]), len(offered[1])) == 2  # which is one in all versions
    assert bool(named["number"]) == (
        across and "HS2012" in (sought[0], offered[0]) and near != "chapter" and not chapter
    )
    phrase = "alike" if near == "same" and across else near
    digits = offered[1].rstrip("0") if offered[0] == "CPV" else offered[1]
    whole = len(digits) <= {"HS": 2, "IS": 2, "CP": 4}[offered[0][:2]]
    if near == "chapter" and whole and sought[1].startswith(digits):
        assert kind == "holds", (sought, offered)  # the chapter itself is offered
    else:
        assert (phrase if near not in ("heading", "chapter") else "kin") == kind
    assert near == facts.find_nearest(seeker, offerer)  # nothing more particular is left unsaid
    seeks, gives = named["both"] or named["seeks"], named["both"] or named["offers"]
    if seeks:
        assert any(TYPES[seeks] in row["cooperation"] for _, row in needs)
        assert any(TYPES[gives] in row["cooperation"] for _, row in offers)


@pytest.mark.parametrize("fair", FAIRS, ids=["one", "two", "titled"])
def test_every_reason_of_a_list_holds(fair: Fair) -> None:
    facts, said, discovered, together = Facts(fair), 0, 0, 0
    for row in match(fair, params=MatchParams.chosen(top=50)).matches.to_pylist():
        owner, partner = row["owner"], row["partner"]
        text = row["reason"]
        for note in ENGLISH.notes.values():
            if text.endswith(note):
                assert ("no product" in note) == (
                    not facts.list_needs(owner) and not facts.list_offers(owner)
                )
                text = text.removesuffix(note).strip()
        if text.startswith("Others to discover"):
            discovered += 1
            assert row["basis"] == "discover"
            assert facts.find_nearest(owner, partner) == ""
            assert facts.find_nearest(partner, owner) == ""
            assert not facts.share_work(owner, partner)
            for part in text.removeprefix("Others to discover: ").rstrip(".").split("; "):
                fact = next((name for name, words in ENGLISH.facts.items() if words == part), "")
                assert facts.holds(fact, owner, partner) or part == "Others to discover", part
            continue
        said += 1
        assert row["basis"] == "said"
        roads = set()
        parts = [part[:1].lower() + part[1:] for part in text.rstrip(".").split("; ")]
        worked = [part for part in parts if facts.check_work(part, owner, partner)]
        assert len(worked) == facts.share_work(owner, partner)
        together += len(worked)
        for road, kind, named in read_parts([part for part in parts if part not in worked]):
            seeker, offerer = (owner, partner) if road == "gets" else (partner, owner)
            check_road(facts, seeker, offerer, kind, named)
            roads.add(road)
        for road, pair in (("gets", (owner, partner)), ("gives", (partner, owner))):
            assert (road in roads) == (facts.find_nearest(*pair) != "")
    assert said > 40
    assert together > 20
    assert discovered > 40


@pytest.mark.parametrize("fair", FAIRS, ids=["one", "two", "titled"])
def test_what_is_said_comes_before_others_to_discover(fair: Fair) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in match(fair).matches.to_pylist():
        key = row["owner"], row["partner_kind"]
        assert not (seen.get(key) == "discover" and row["basis"] == "said")
        seen[key] = row["basis"]


@pytest.mark.parametrize("fair", FAIRS, ids=["one", "two", "titled"])
def test_every_reason_of_a_maker_holds(fair: Fair) -> None:
    facts = Facts(fair)
    offers = {row["id"]: row for row in facts.offers}
    needs = {row["id"]: row for row in facts.needs}
    rows = find_makers(fair).makers.to_pylist()
    assert {row["basis"] for row in rows} == {"offers", "near"}
    for row in rows:
        offer, need = offers[row["offer"]], needs[row["need"]]
        assert offer["organisation"] == row["maker"]
        near = max(
            (find_nearness(s, o) for s in need["products"] for o in offer["products"]),
            key=RANKS.index,
        )
        assert row["product_nearness"] == near
        assert (row["basis"] == "offers") == (near in ("same", "part", "holds"))
        everything = [
            find_nearness(s, o)
            for s in need["products"]
            for one in facts.list_offers(row["maker"])
            for o in one["products"]
        ]
        assert near == max(everything, key=RANKS.index)
        assert f"“{offer['title']}”" in row["reason"]
        if types := re.search(r", ([a-z ]+) sought and offered", row["reason"]):
            assert TYPES[types[1]] in need["cooperation"]
            assert TYPES[types[1]] in offer["cooperation"]
        if types := re.search(r", ([a-z ]+) sought, ([a-z ]+) offered", row["reason"]):
            assert TYPES[types[1]] in need["cooperation"]
            assert TYPES[types[2]] in offer["cooperation"]


@pytest.mark.parametrize("side", ["people", "stands"])
def test_a_fair_of_exhibitors_or_of_visitors_alone_is_matched(side: str) -> None:
    fair = FAIRS[0]
    if side == "people":
        alone = replace(fair, people=fair.people.slice(0, 0))
    else:
        none = pa.nulls(fair.organisations.num_rows, fair.organisations.schema.field("stand").type)
        at = fair.organisations.schema.get_field_index("stand")
        alone = replace(fair, organisations=fair.organisations.set_column(at, "stand", none))
    owners = set(match(alone).matches["owner_kind"].to_pylist())
    assert owners == ({"organisation"} if side == "people" else set())
