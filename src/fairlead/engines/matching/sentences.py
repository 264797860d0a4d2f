"""Reasons in words, in each language asked for; each different sentence is built once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from fairlead.engines.matching.codebook import BY_ITSELF
from fairlead.engines.matching.evidence import APART, NEARNESS, Evidence
from fairlead.engines.matching.partners import SharedWork
from fairlead.engines.matching.reasons import FACTS, Reasons
from fairlead.engines.matching.schemes import LEVELS
from fairlead.engines.matching.vectors import Flags, Ints
from fairlead.engines.matching.wording import DOWN, DRAWN, UP, VAGUE, WORDINGS, Wording

# Of what only describes a meeting, so much is said.
_DESCRIBING = 2


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


_COLUMNS = tuple(field.name for field in fields(Meeting))
_WORK = tuple(field.name for field in fields(SharedWork))


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
    facts = reasons.facts @ (1 << np.arange(len(FACTS)))
    columns = np.stack(
        [
            *_gather(reasons.gets),
            *_gather(reasons.gives),
            facts.astype(np.int32),
            reasons.said.astype(np.int32),
            notes,
            *_gather_work(reasons, len(notes)),
        ],
        axis=1,
    )
    first, which = _find_different(columns)
    rows = [tuple(map(int, columns[row])) for row in first]
    return Sentences(
        which=which,
        texts={
            language: tuple(
                _say(row, called, WORDINGS[language], work[language] if work else None)
                for row in rows
            )
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
    return [named[name] for name in _COLUMNS]


def _gather_work(reasons: Reasons, count: int) -> list[Ints]:
    """Return the columns of `SharedWork`, as of nobody where nothing is known of it."""
    if reasons.work is None:
        return [np.zeros(count, np.int32)] * len(_WORK)
    return [getattr(reasons.work, name) for name in _WORK]


def _find_different(columns: NDArray[np.int32]) -> tuple[NDArray[np.intp], Ints]:
    """Return one entry of each different row, and the row every entry has."""
    code = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        _, code = np.unique(
            code * (int(column.max(initial=0)) + 2) + column + 1, return_inverse=True
        )
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return first, which.astype(np.int32)


def _say(
    row: tuple[int, ...], names: Sequence[str], wording: Wording, work: WorkNames | None
) -> str:
    count = len(_COLUMNS)
    gets, gives = Meeting(*row[:count]), Meeting(*row[count : 2 * count])
    holds, said, note, *shared = row[2 * count :]
    facts = [name for place, name in enumerate(FACTS) if holds >> place & 1]
    if said:
        told = [
            write_meeting(one, names, wording, phrases)
            for one, phrases in ((gets, wording.gets), (gives, wording.gives))
            if one.nearness > APART
        ]
        if "circle" in facts:
            told.append(_tell_work(shared, wording, work))
        told += [wording.facts[name] for name in facts if name == "text"]
        sentences = [_capitalise(wording.say(told))]
    elif facts:
        told = [wording.facts[name] for name in facts[:_DESCRIBING]]
        sentences = [wording.say(told, of=wording.discover)]
    else:
        sentences = [wording.nothing]
    if note:
        sentences.append(wording.notes[note])
    return wording.between.join(sentences)


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
    if met.by != BY_ITSELF:
        text += wording.crossed[met.by]
    if kind == "chapter":  # too far apart for the forms of cooperation to say anything
        return text
    return text + write_types(met.seeks, met.offers, wording)


def choose_phrase(nearness: str, by: int) -> str:
    """Return which phrase says how near something is."""
    if nearness in ("chapter", "heading"):
        return "kin"
    return "alike" if nearness == "same" and by != BY_ITSELF else nearness


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
