"""Small hand-made fairs: who comes first, who is kept apart, and why."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fairlead.engines.matching.absence import find_absence_cause
from fairlead.engines.matching.codebook import CodeBook, Link, build_codebook
from fairlead.engines.matching.cooperation import (
    COOPERATION_TYPES,
    encode_cooperation,
    find_best_answer,
)
from fairlead.engines.matching.evidence import (
    NEARNESS,
    SAME,
    SAME_KIND,
    find_evidence,
    make_entries,
    relate,
)
from fairlead.engines.matching.makers import MakerParams
from fairlead.engines.matching.params import TERMS, Params, Weights
from fairlead.engines.matching.problem import Problem, build_pairs
from fairlead.engines.matching.profiles import Profiles, make_profiles, pack_bits
from fairlead.engines.matching.reasons import explain
from fairlead.engines.matching.schemes import parse_code
from fairlead.engines.matching.sentences import write_sentences
from fairlead.engines.matching.solve import Result, solve
from fairlead.engines.matching.vectors import Vectors, make_empty_vectors

BEARINGS, ROLLERS, GEARS, STEEL, CHIPS = (
    "HS:848210",
    "HS:848220",
    "HS:848340",
    "HS:720851",
    "HS:854231",
)
BOOK = build_codebook([BEARINGS, ROLLERS, GEARS, STEEL, CHIPS])
BOOK_WIDTH = len(BOOK.nodes)
PLAIN = Params(top=5, congestion=0.0)


def codes(*rows: str | None) -> Vectors:
    """Return one code (or none) a row."""
    entries = [(row, BOOK.codes.index(code)) for row, code in enumerate(rows) if code]
    at = np.array(entries, dtype=np.int64).reshape(-1, 2)
    return BOOK.vectors(at[:, 0], at[:, 1], rows=len(rows)).scaled(np.ones(len(BOOK.nodes)))


def makers(*offers: str | None, **columns: Any) -> Profiles:
    return make_profiles(codes(*offers), codes(*[None] * len(offers)), **columns)


def buyers(*needs: str | None, **columns: Any) -> Profiles:
    columns.setdefault("organisation", 100 + np.arange(len(needs)))
    return make_profiles(codes(*[None] * len(needs)), codes(*needs), **columns)


def listed(result: Result, buyer: int = 0) -> list[int]:
    lists = result.right
    span = slice(int(lists.offsets[buyer]), int(lists.offsets[buyer + 1]))
    return [int(partner) for partner in lists.partner[span]]


def test_nearer_codes_come_first() -> None:
    problem = Problem(makers(STEEL, GEARS, ROLLERS, BEARINGS), buyers(BEARINGS))
    # The code itself, its heading, its chapter, nothing in common but being ranked.
    assert listed(solve(problem, params=PLAIN)) == [3, 2, 1, 0]


def test_the_answering_cooperation_type_comes_first() -> None:
    supply, licence = encode_cooperation(["supply"]), encode_cooperation(["licence"])
    problem = Problem(
        makers(GEARS, GEARS, GEARS, offer_kinds=[supply, licence, 0]),
        buyers(GEARS, need_kinds=[licence]),
    )
    assert listed(solve(problem, params=PLAIN))[0] == 1


def test_complements_know_partial_answers() -> None:
    sought = encode_cooperation(["localisation"])
    offered = encode_cooperation(["joint_production", "supply"])
    assert [COOPERATION_TYPES[t] for t in find_best_answer(sought, offered)] == [
        "localisation", "joint_production",
    ]  # fmt: skip
    assert find_best_answer(encode_cooperation(["licence"]), encode_cooperation(["supply"])) == (
        -1,
        -1,
    )


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"languages": [1, 2]}, "language"),
        ({"embargoed": [False, True]}, "embargo"),
        ({"capacity": [1, 0]}, "no_capacity"),
        ({"organisation": [1, 100]}, "organisation"),
        ({"free": pack_bits([[0], [1]], bits=4)}, "slots"),
    ],
)
def test_each_filter_stops_and_is_counted(columns: dict[str, Any], name: str) -> None:
    problem = Problem(
        makers(GEARS, GEARS, **columns),
        buyers(GEARS, languages=[1], free=columns.get("free", np.zeros((2, 0), np.uint64))[:1]),
    )
    result = solve(problem, params=PLAIN)
    assert listed(result) == [0]
    assert getattr(result.stopped, name) == 1
    why = find_absence_cause(problem, result, owner=0, partner=1, of_left=False, params=PLAIN)
    assert (why.cause, why.stopped_by) == ("stopped", (name,))


def test_an_interpreter_lifts_the_language_filter() -> None:
    problem = Problem(
        makers(GEARS, GEARS, languages=[2, 2], interpreter=[False, True]),
        buyers(GEARS, languages=[1]),
    )
    assert listed(solve(problem, params=PLAIN)) == [1]


def test_filters_that_leave_nobody_are_a_status_not_an_error() -> None:
    problem = Problem(makers(GEARS, STEEL), buyers(GEARS), blocked=build_pairs([0, 1], [0, 0]))
    result = solve(problem, params=Params(congestion=1.0))
    assert (result.status, result.open_pairs, result.stopped.blocked) == ("empty", 0, 2)
    assert len(result.left.partner) == len(result.right.partner) == 0


def test_congestion_sends_the_many_to_the_second_best() -> None:
    count = 30
    problem = Problem(
        makers(BEARINGS, ROLLERS, capacity=[3, 40]),
        buyers(*[BEARINGS] * count, capacity=np.full(count, 2.0)),
    )
    top = Params(top=1, congestion=0.0)
    assert set(solve(problem, params=top).right.partner.tolist()) == {0}
    priced = solve(problem, params=Params(top=1, congestion=1.0, beta=0.5, attention=1.0))
    assert priced.prices.left[0] > priced.prices.left[1] == 0
    assert priced.right.brought.all() == (1 in priced.right.partner)
    assert 1 in priced.right.partner
    why = find_absence_cause(
        problem, priced, owner=0, partner=0, of_left=False,
        params=Params(top=1, congestion=1.0, beta=0.5, attention=1.0),
    )  # fmt: skip
    assert why.cause == "price"


def test_diversity_puts_another_branch_second() -> None:
    problem = Problem(makers(BEARINGS, BEARINGS, GEARS, branch=[1, 1, 2]), buyers(BEARINGS))
    assert set(listed(solve(problem, params=PLAIN))[:2]) == {0, 1}
    varied = solve(problem, params=Params(top=2, congestion=0.0, diversity=0.9))
    assert 2 in listed(varied)


def test_newcomers_get_their_places() -> None:
    problem = Problem(
        makers(BEARINGS, ROLLERS, GEARS, STEEL, newcomer=[False, False, False, True]),
        buyers(BEARINGS),
    )
    params = Params(top=2, congestion=0.0, exploration=0.5)
    assert listed(solve(problem, params=params)) == [0, 3]


def test_reasons_name_the_code_and_the_types() -> None:
    supply = encode_cooperation(["supply"])
    problem = Problem(makers(BEARINGS, offer_kinds=[supply]), buyers(BEARINGS, need_kinds=[supply]))
    sought, offered = (make_entries([0], [0], [supply], parties=1) for _ in range(2))
    nothing = make_entries([], [], [], parties=1)
    relations = relate(BOOK, sought.code, offered.code)
    met = find_evidence(relations, sought, offered, [0], [0])
    apart = find_evidence(relations, nothing, nothing, [0], [0])
    at = np.array([0])
    reasons = explain(problem, at, at, of_left=False, params=PLAIN, gets=met, gives=apart)
    assert [TERMS[t] for t in reasons.own[0]] == ["product", "cooperation"]
    assert reasons.said.tolist() == [True]
    names = dict.fromkeys(("en", "ru"), BOOK.codes)
    sentences = write_sentences(reasons, names, notes=np.zeros(1, np.int32))
    assert sentences.texts["en"] == (
        "They offer what you seek: HS:848210, supply sought and offered.",
    )
    assert sentences.texts["ru"] == (
        "Они предлагают то, что вам нужно: HS:848210, ищут и предлагают поставку.",
    )
    maker_view = explain(problem, at, at, of_left=True, params=PLAIN, gets=apart, gives=met)
    text = write_sentences(maker_view, names, notes=np.array([1], np.int32)).texts["en"][0]
    assert "They seek what you offer: HS:848210" in text
    assert text.endswith("Shown because better known partners are over-asked.")


def test_profiles_without_codes_are_ranked_by_the_rest() -> None:
    problem = Problem(
        makers(None, None, languages=[3, 1], country=[1, 2]),
        buyers(None, languages=[3], country=[1]),
    )
    assert listed(solve(problem, params=PLAIN)) == [0, 1]


def test_schemes_meet_by_concordance() -> None:
    alone = build_codebook(["HS:848210", "CPV:44440000"])
    linked = build_codebook(
        ["HS:848210", "CPV:44440000"], concordance=[Link("HS:8482", "CPV:44440000")]
    )

    def product(book: Any) -> float:
        rows = book.vectors([0, 1], [0, 1], rows=2).scaled(np.ones(len(book.nodes))).dense()
        return float(rows[0] @ rows[1])

    assert product(alone) == 0
    assert product(linked) > 0.3


def test_versions_of_a_scheme_meet_in_a_chapter_or_where_they_are_the_same() -> None:
    codes = ["HS2017:851762", "HS:851762"]

    def overlap(book: CodeBook) -> tuple[float, int]:
        rows = book.vectors([0, 1], [0, 1], rows=2).scaled(np.ones(len(book.nodes))).dense()
        one, other = (make_entries([0], [code], [0], parties=1) for code in (0, 1))
        met = find_evidence(relate(book, one.code, other.code), one, other, [0], [0])
        return float(rows[0] @ rows[1]), int(met.nearness[0])

    assert overlap(build_codebook(codes))[1] == SAME_KIND
    same = {"HS2017:851762": "HS2022:851762", "HS2017:8517": "HS2022:8517"}
    whole, nearness = overlap(build_codebook(codes, same=same))
    assert whole == pytest.approx(1.0)
    assert nearness == SAME


@pytest.mark.parametrize(
    ("sought", "offered", "nearness"),
    [
        ("HS:848210", "HS:848210", "same"),
        ("HS:8482", "HS:848210", "part"),
        ("HS:84", "HS:848210", "part"),
        ("HS:848210", "HS:8482", "holds"),
        ("HS:848210", "HS:84", "chapter"),
        ("HS:848210", "HS:848220", "heading"),
        ("HS:848210", "HS:841370", "chapter"),
        ("HS:848210", "HS:850152", ""),  # the same section
        ("HS:090210", "HS:100199", ""),  # tea and wheat
        ("HS:848510", "HS2002:848510", "chapter"),  # another thing in another version
        ("ISIC4:2813", "ISIC4:281", "holds"),
        ("ISIC4:2813", "ISIC4:28", "chapter"),
        ("ISIC4:2813", "ISIC4:2814", "heading"),
        ("ISIC4:2813", "ISIC4:2910", ""),
        ("CPV:42122130", "CPV:42122130-0", "same"),
        ("CPV:42122130", "CPV:42122000", "holds"),
        ("CPV:42122130", "CPV:42122400", "heading"),  # one category
        ("CPV:42122130", "CPV:42123000", "chapter"),  # one class
        ("CPV:42122130", "CPV:42131000", "chapter"),  # one group
        ("CPV:42122130", "CPV:42600000", ""),  # one division
        ("CPV:42122130", "HS:841370", ""),
    ],
)
def test_how_near_two_codes_are(sought: str, offered: str, nearness: str) -> None:
    book = build_codebook(list(dict.fromkeys([sought, offered])))
    one = make_entries([0], [0], [1], parties=1)
    other = make_entries([0], [len(book.codes) - 1], [1], parties=1)
    met = find_evidence(relate(book, one.code, other.code), one, other, [0], [0])
    assert NEARNESS[met.nearness[0]] == nearness


@pytest.mark.parametrize(
    "code", ["851762", "HS:99", "HS:77", "HS:12345", "SITC:71", "ISIC3:26", "HS1999:84", "CPV:4"]
)
def test_unknown_codes_are_named(code: str) -> None:
    with pytest.raises(ValueError, match=f"got '{code}'"):
        parse_code(code)


@pytest.mark.parametrize(
    "columns",
    [
        {"capacity": [-1.0]},
        {"capacity": [float("nan")]},
        {"appeal": [float("inf")]},
        {"size": [1, 2]},
    ],
)
def test_columns_without_meaning_are_refused(columns: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Expected"):
        makers(GEARS, **columns)


@pytest.mark.parametrize(
    "wrong",
    [
        {"top": 0}, {"congestion": 1.5}, {"beta": 0.0}, {"attention": float("nan")},
        {"diversity": 1.0}, {"exploration": 0.7}, {"rounds": 0},
    ],
)  # fmt: skip
def test_parameters_without_meaning_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"Expected .*{next(iter(wrong))}"):
        Params(**wrong)


def test_weights_and_positions_are_checked() -> None:
    with pytest.raises(ValueError, match="finite weight product"):
        Weights(product=float("nan"))
    with pytest.raises(ValueError, match="blocked positions from 0 to 0, got 3"):
        Problem(makers(GEARS), buyers(GEARS), blocked=build_pairs([3], [0]))
    with pytest.raises(ValueError, match="weight near >= 0"):
        MakerParams(near=-1.0)
    with pytest.raises(ValueError, match="cooperation type"):
        encode_cooperation(["barter"])


def test_sides_may_be_empty() -> None:
    nobody = make_profiles(
        make_empty_vectors(0, width=BOOK_WIDTH), make_empty_vectors(0, width=BOOK_WIDTH)
    )
    result = solve(Problem(nobody, buyers(GEARS)), params=Params(congestion=1.0))
    assert (result.status, len(result.left), len(result.right)) == ("empty", 0, 1)
