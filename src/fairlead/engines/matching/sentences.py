"""Reasons in words, in each language asked for; each different sentence is built once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.codebook import BY_ITSELF, BY_LITTLE
from fairlead.engines.matching.evidence import APART, NEARNESS, Evidence
from fairlead.engines.matching.partners import SharedWork
from fairlead.engines.matching.reasons import FACTS, Reasons
from fairlead.engines.matching.schemes import LEVELS
from fairlead.engines.matching.vectors import Flags, Ints
from fairlead.engines.matching.wording import DOWN, DRAWN, UP, VAGUE, WORDINGS, Wording

# How many of the facts that only describe a meeting are stated.
_DESCRIBING = 2
_LARGEST = 2**62
"""What a number of 64 bits holds with room to spare."""


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """Sentences of list entries: in a language, entry e says ``texts[language][which[e]]``."""

    which: Ints
    texts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WorkNames:
    """What organisations and projects are called in a language, by position."""

    partners: Sequence[str]
    projects: Sequence[str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One row of `Evidence`: what one side names and the other offers."""

    nearness: int
    by: int
    sought: int
    offered: int
    level: int
    seeks: int
    offers: int


_COLUMNS = tuple(one.name for one in fields(Meeting))
_WORK = tuple(one.name for one in fields(SharedWork))


def list_notes(moved: Ints, brought: Flags, drawn: Flags, vague: Flags, *, places: int) -> Ints:
    """Return what is to be said of each entry's place, 0 for nothing.

    1 where the price brought it, 2 where it lost at least ``places`` by it, 3 where the list is
    drawn, 4 where its owner says nothing of products and yet it is not.
    """
    by_price = np.where(brought, UP, np.where(moved <= -places, DOWN, 0))
    of_vague = np.where(drawn, DRAWN, VAGUE)
    return np.where(vague, of_vague, by_price).astype(np.int32)


def write_sentences(
    reasons: Reasons,
    names: Mapping[str, Sequence[str]],
    *,
    notes: Ints,
    work: Mapping[str, WorkNames] | None = None,
) -> Sentences:
    """Return the sentences of all entries in every language of the ``names``, ``notes`` as above.

    ``names`` say by language, one of `WORDINGS`, what each code of the book is called, such as
    ``ball bearings (HS 848210)``; ``work`` what the partners and projects of ``reasons.work`` are.
    """
    columns = np.stack(
        [
            *_gather(reasons.gets),
            *_gather(reasons.gives),
            reasons.facts.astype(np.int32),
            reasons.said.astype(np.int32),
            notes,
            *_gather_work(reasons, len(notes)),
        ],
        axis=1,
    )
    first, which = _find_different(columns)
    rows = [tuple(row) for row in columns[first].tolist()]
    return Sentences(
        which=which,
        texts={
            language: _Speaker(
                called, WORDINGS[language], work[language] if work else None
            ).say_each(rows)
            for language, called in names.items()
        },
    )


def _gather(evidence: Evidence) -> list[Ints]:
    """Return the columns of a `Meeting`; what the sentence does not say makes none different."""
    named = {name: getattr(evidence, name) for name in _COLUMNS}
    alone = np.isin(evidence.nearness, (APART, NEARNESS.index("same")))
    named["level"] = np.where(alone, -1, named["level"])
    apart = evidence.nearness == NEARNESS.index("chapter")
    for types in ("seeks", "offers"):
        named[types] = np.where(apart, -1, named[types])
    # Who offers the chapter itself offers no other thing of it: what is sought is part of it.
    whole = np.flatnonzero(apart)
    whole = whole[evidence.relations.book.own[named["offered"][whole]] == evidence.node[whole]]
    named["nearness"], named["level"] = named["nearness"].copy(), named["level"].copy()
    named["nearness"][whole], named["level"][whole] = NEARNESS.index("holds"), -1
    return [named[name] for name in _COLUMNS]


def _gather_work(reasons: Reasons, count: int) -> list[Ints]:
    """Return the columns of `SharedWork`, as of nobody where nothing is known of it."""
    if reasons.work is None:
        return [np.zeros(count, np.int32)] * len(_WORK)
    return [getattr(reasons.work, name) for name in _WORK]


def _find_different(columns: NDArray[np.int32]) -> tuple[NDArray[np.intp], Ints]:
    """Return one entry of each different row, and the row every entry has.

    As many columns as fit become one number, digit by digit, before numbers are sorted.
    """
    code, size = np.zeros(len(columns), dtype=np.int64), 1
    for column in columns.T:
        span = int(column.max(initial=0)) + 2
        if size * span > _LARGEST:
            different, code = np.unique(code, return_inverse=True)
            size = len(different)
        code = code * span + column + 1
        size *= span
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return first, which.astype(np.int32)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says rows in one language; what many of them share is put into words once."""

    names: Sequence[str]
    wording: Wording
    work: WorkNames | None
    met: dict[tuple[int, ...], str] = field(default_factory=dict)

    def say_each(self, rows: Sequence[tuple[int, ...]]) -> tuple[str, ...]:
        """Return the sentences of rows of `_find_different`."""
        return tuple(self._say(row) for row in rows)

    def _say(self, row: tuple[int, ...]) -> str:
        wording, count = self.wording, len(_COLUMNS)
        holds, said, note, *shared = row[2 * count :]
        if said:
            told = self._tell_met(row[:count], row[count : 2 * count])
            facts = _list_facts(holds)
            if "circle" in facts:
                told.append(_tell_work(shared, wording, self.work))
            if "text" in facts:
                told.append(wording.facts["text"])
            sentence = _capitalise(wording.say(told))
        elif facts := _list_facts(holds):
            told = [wording.facts[name] for name in facts[:_DESCRIBING]]
            sentence = wording.say(told, of=wording.discover)
        else:
            sentence = wording.nothing
        return wording.between.join((sentence, wording.notes[note])) if note else sentence

    def _tell_met(self, gets: tuple[int, ...], gives: tuple[int, ...]) -> list[str]:
        """Return in words what the partner offers and what it seeks, where that is near."""
        told = []
        for place, row in enumerate((gets, gives)):
            key = (place, *row)
            words = self.met.get(key)
            if words is None:
                phrases = self.wording.gives if place else self.wording.gets
                one = Meeting(*row)
                near = one.nearness > APART
                words = write_meeting(one, self.names, self.wording, phrases) if near else ""
                self.met[key] = words
            if words:
                told.append(words)
        return told


@cache
def _list_facts(holds: int) -> tuple[str, ...]:
    """Return the names of the facts whose bits are set."""
    return tuple(name for place, name in enumerate(FACTS) if holds >> place & 1)


def _tell_work(shared: Sequence[int], wording: Wording, work: WorkNames | None) -> str:
    """Return in words a row of `SharedWork`: what both did together, or with a partner of both."""
    together, project, through, mine, theirs = shared
    if work is None or (together == 0 and through < 0):
        return wording.facts["circle"]
    if together:
        phrase = wording.worked["once" if together == 1 else "often"]
        return fill_phrase(phrase, project=work.projects[project], count=str(together))
    phrase = wording.worked["through once" if mine == theirs == 1 else "through"]
    partner = work.partners[through]
    return fill_phrase(phrase, partner=partner, mine=str(mine), theirs=str(theirs))


def write_meeting(
    met: Meeting, names: Sequence[str], wording: Wording, phrases: Mapping[str, str]
) -> str:
    """Return in words what is sought and offered, how near that is, and in which form."""
    kind = NEARNESS[met.nearness]
    text = fill_phrase(
        phrases[choose_phrase(kind, met.by)],
        sought=names[met.sought],
        offered=names[met.offered],
        level=wording.levels[LEVELS[met.level]] if met.level >= 0 else "",
    )
    text += write_crossing(met.by, wording)
    if kind == "chapter":  # too far apart for the forms of cooperation to say anything
        return text
    return text + write_types(met.seeks, met.offers, wording)


def choose_phrase(nearness: str, by: int) -> str:
    """Return which phrase says how near something is."""
    if nearness in ("chapter", "heading"):
        return "kin"
    return "alike" if nearness == "same" and by != BY_ITSELF else nearness


def write_crossing(by: int, wording: Wording) -> str:
    """Return in words what joins two schemes or versions, nothing within one."""
    if by == BY_ITSELF:
        return ""
    if by > BY_LITTLE:
        return fill_phrase(wording.little, share=f"{by - BY_LITTLE}%")
    return wording.crossed[by]


def write_types(seeks: int, offers: int, wording: Wording) -> str:
    """Return the forms of cooperation sought and offered, nothing where a side names none."""
    if seeks < 0 or offers < 0:
        return ""
    if seeks == offers:
        return wording.same_type.format(wording.types[seeks])
    return wording.other_type.format(wording.types[seeks], wording.types[offers])


def fill_phrase(phrase: str, **words: str) -> str:
    """Return the phrase with each ``{name}`` replaced, whatever signs the words hold."""
    parts = phrase.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        filled.append(words[name] + rest)
    return "".join(filled)


def _capitalise(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
