"""Why a pair is not on a list, in words: an answer for the organiser, who may see everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from fairlead.chain.matching.empty_lists import FILTER_WORDS
from fairlead.chain.matching.markets import Market, open_markets
from fairlead.chain.matching.options import MatchParams
from fairlead.chain.matching.profiles import DELEGATE, MEETING_ROLES, find_positions
from fairlead.engines.matching.absence import AbsenceCause, find_absence_cause
from fairlead.engines.matching.sentences import write_sentences
from fairlead.engines.matching.solve import Result
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid

_SAID_IN = "en"


@dataclass(frozen=True, slots=True)
class Absence:
    """Why ``partner`` is not on the list of ``owner``, both by id.

    cause and figures are the engine's (`fairlead.engines.matching.absence.AbsenceCause`); said is
    the cause in a sentence, speaks what the profiles say for the pair as the owner sees it.
    """

    owner: str
    partner: str
    cause: str
    rank: int
    mutual: float
    price: float
    score: float
    needed: float
    said: str
    speaks: str


def explain_absence(
    fair: Fair,
    one: str,
    other: str,
    *,
    params: MatchParams | None = None,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> tuple[Absence, Absence]:
    """Return why each of two participants is not on the other's list, the first's list first.

    They are ids of two exhibitors, or of an exhibitor and a visitor, delegate or speaker. Raises
    InvalidInput for others.
    """
    say = progress or (lambda _: None)
    _check(fair, one, other)
    try:
        opened = open_markets(fair, params or MatchParams(), seed=seed, say=say)
        market = _find_market(opened.markets, one, other)
        say("matching")
        result = market.solve(seed=seed)
    except InvalidInput:
        raise
    except ValueError as error:
        raise report_invalid("fair folder", str(error)) from error

    def absence(owner: str, partner: str) -> Absence:
        return _build_absence(market, result, opened.codes.names, owner, partner)

    return absence(one, other), absence(other, one)


def _check(fair: Fair, one: str, other: str) -> None:
    problems = [
        InputError("--why-not", expected, value=name)
        for name in (one, other)
        if (expected := _explain_unfit(fair, name))
    ]
    if not problems and one == other:
        problems.append(InputError("--why-not", "expected two different ids", value=one))
    if problems:
        raise InvalidInput(problems)


def _explain_unfit(fair: Fair, name: str) -> str:
    """Return why a participant has no list, nothing when it has one."""
    found = find_positions(pa.chunked_array([pa.array([name])]), fair.organisations["id"])[0]
    if found >= 0:
        stand = fair.organisations["stand"][found].as_py()
        return "" if stand is not None else "expected an exhibitor, this organisation has no stand"
    row = find_positions(pa.chunked_array([pa.array([name])]), fair.people["id"])[0]
    if row < 0:
        return "expected the id of an exhibitor, visitor, delegate or speaker"
    role, home = fair.people["role"][row].as_py(), fair.people["organisation"][row].as_py()
    at = find_positions(
        pa.chunked_array([pa.array([home], pa.string())]), fair.organisations["id"]
    )[0]
    exhibits = at >= 0 and fair.organisations["stand"][at].as_py() is not None
    if exhibits and role != DELEGATE:
        return f"people of an exhibitor are met through it: ask for {home}"
    if role not in MEETING_ROLES:
        return f"expected a visitor, buyer, delegate or speaker, this is {role}"
    return ""


def _find_market(markets: tuple[Market, ...], one: str, other: str) -> Market:
    """Return the market in which both are, on different sides."""
    for market in markets:
        if (one in market.left and other in market.right) or (
            other in market.left and one in market.right
        ):
            return market
    expected = (
        "expected an exhibitor and a person, or two exhibitors: people do not meet each other"
    )
    raise report_invalid("--why-not", expected, value=f"{one} {other}")


def _build_absence(
    market: Market, result: Result, names: Mapping[str, Sequence[str]], owner: str, partner: str
) -> Absence:
    of_left = owner in market.left and partner in market.right
    mine, theirs = (market.left, market.right) if of_left else (market.right, market.left)
    at = mine.index(owner), theirs.index(partner)
    found = find_absence_cause(
        market.problem, result, owner=at[0], partner=at[1], of_left=of_left, params=market.params
    )
    reasons = market.explain(np.array([at[0]]), np.array([at[1]]), of_left=of_left)
    english = {_SAID_IN: names.get(_SAID_IN) or next(iter(names.values()))}
    called = market.work.names
    work = {_SAID_IN: called.get(_SAID_IN) or next(iter(called.values()))}
    sentences = write_sentences(reasons, english, notes=np.zeros(1, np.int32), work=work)
    return Absence(
        owner, partner, found.cause, found.rank, found.mutual, found.price, found.score,
        found.needed, _describe_cause(found), sentences.texts[_SAID_IN][sentences.which[0]],
    )  # fmt: skip


def _describe_cause(found: AbsenceCause) -> str:
    if found.cause == "listed":
        return f"It is on the list, at rank {found.rank}."
    if found.cause == "stopped":
        why = "; ".join(FILTER_WORDS[name] for name in found.stopped_by)
        return f"They are kept apart: {why}."
    if found.cause == "hidden":
        return "It is hidden, and on nobody's list."
    if found.cause == "colleague":
        return "A colleague of the same organisation is on the list; one of each is shown."
    if found.cause == "drawn":
        return (
            "The owner's profile shows no product, so the list is drawn among many that suit it "
            f"alike; the score here is {found.score:.3f}."
        )
    if found.cause == "price":
        return (
            f"Many ask for it: its mutual score {found.mutual:.3f} would do, the list ends at "
            f"{found.needed:.3f}, but the price of {found.price:.0%} leaves {found.score:.3f}."
        )
    if found.cause == "lot":
        return (
            f"It is as good as the last of the list: its score is {found.score:.3f}, the list ends "
            f"at {found.needed:.3f}. Who of those so near to one another is listed is drawn."
        )
    if found.cause == "variety":
        return (
            f"Its score {found.score:.3f} would do, the list ends at {found.needed:.3f}, but there "
            "is much of its branch or economy on it, or its place is kept for newcomers."
        )
    return (
        f"Others fit as well or better: its score is {found.score:.3f} (mutual {found.mutual:.3f}, "
        f"price {found.price:.0%}), the list ends at {found.needed:.3f}."
    )
