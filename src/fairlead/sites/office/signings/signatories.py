"""Who signs, as the form of a signing has it: in every language the same lines, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fairlead.apps.consortia.models import Signatory
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.folder import bounds
from fairlead.folder.codes import parse_country
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import join_items, name_language
from fairlead.ui.forms.lengths import check_line

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class _Line:
    party: str
    economy: str
    person: str
    office: str


def read_signatories(given: Mapping[str, str]) -> list[Signatory]:
    """Return who signs, of the lines in each language; raises Refusal and TooLong.

    A line is: party | economy | person | office. A language without lines says nothing.
    """
    said = {tag: lines for tag, text in given.items() if (lines := _read_lines(text))}
    first = next(iter(said), "")
    for tag, lines in said.items():
        if len(lines) != len(said[first]):
            told = {
                "language": name_language(tag), "lines": len(lines),
                "first": name_language(first), "expected": len(said[first]),
            }  # fmt: skip
            raise Refusal(
                _(
                    "Expected the same signatories in every language, in the same order, or none:"
                    " %(language)s has %(lines)d, %(first)s has %(expected)d."
                )
                % told
            )
    return [
        _join(dict(zip(said, lines, strict=True))) for lines in zip(*said.values(), strict=True)
    ]


def _read_lines(text: str) -> list[_Line]:
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise Refusal(_("Expected at most %d lines.") % MOST_LINES)
    return [_read_line(line) for line in lines if line.strip()]


def _read_line(line: str) -> _Line:
    cells = [check_line(cell, bounds.TEXT_LENGTH) for cell in line.split("|")]
    party, economy, person, office = (*cells, "", "", "", "")[:4]
    if len(cells) > 4 or not party or not person:
        raise Refusal(_("Expected a line of party | economy | person | office: %s") % line[:80])
    try:
        economy = parse_country(economy.upper()) if economy else ""
    except ValueError:
        raise Refusal(_("Expected the code of an economy, such as BLR.")) from None
    return _Line(party, economy, person, office)


def _join(lines: Mapping[str, _Line]) -> Signatory:
    """Return the signatory of the lines that name it in each language."""
    economies = sorted({line.economy for line in lines.values()} - {""})
    if len(economies) > 1:
        person = next(iter(lines.values())).person
        told = {"person": person, "economies": join_items(economies)}
        raise Refusal(_("Expected one economy of %(person)s, not %(economies)s.") % told)
    return Signatory(
        party=LocalizedText({tag: line.party for tag, line in lines.items()}),
        economy=economies[0] if economies else "",
        person=LocalizedText({tag: line.person for tag, line in lines.items()}),
        office=LocalizedText({tag: line.office for tag, line in lines.items()}),
    )


def write_signatories(rows: Sequence[Signatory], tag: str) -> str:
    """Return the lines of a language; none where nobody is named in it.

    A text without this language is written in the one it has, so that no line is lost.
    """
    if not any(tag in text for one in rows for text in (one.party, one.person, one.office)):
        return ""
    return "\n".join(" | ".join(_write_line(one, tag)) for one in rows)


def _write_line(one: Signatory, tag: str) -> Iterable[str]:
    party, person, office = (
        str(text.in_language(tag)) for text in (one.party, one.person, one.office)
    )
    return party, one.economy, person, office
