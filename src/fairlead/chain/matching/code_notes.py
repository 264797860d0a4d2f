"""What is worth saying about a fair's product codes before anybody is matched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fairlead.chain.sentences import Sentence, say_count, say_text
from fairlead.engines.matching.codebook import Link
from fairlead.engines.matching.schemes import ProductCode, parse_code
from fairlead.folder.fair import Fair
from fairlead.folder.hs_versions import find_cpv_check, has_hs_code
from fairlead.folder.isic_codes import has_isic_code

_MOST_NAMED = 5


def note_codes(fair: Fair, *, concordance: Sequence[Link] = ()) -> tuple[Sentence, ...]:
    """Return what is to be noted: unknown codes, and schemes that cannot meet.

    Codes of HS 2017 and 2022, of ISIC and of CPV are looked up in their lists; of other versions
    of the HS no list is kept, which is noted too. Two schemes meet only by a concordance.
    """
    sought, offered = (
        [parse_code(code) for code in _list_codes(fair, name)] for name in ("needs", "offers")
    )
    return (*_note_unknown([*sought, *offered]), *_note_apart(sought, offered, concordance))


def _list_codes(fair: Fair, table: str) -> list[str]:
    listed = fair.table(table)["products"].to_pylist()
    return sorted({code for codes in listed for code in codes or ()})


def _note_unknown(codes: Sequence[ProductCode]) -> Iterator[Sentence]:
    unknown = sorted({code.node for code in codes if not _is_known(code)})
    if unknown:
        more = ", …" if len(unknown) > _MOST_NAMED else ""
        yield say_count(
            "%(count)s product code is not in the list of its scheme: %(codes)s.",
            "%(count)s product codes are not in the lists of their schemes: %(codes)s.",
            len(unknown),
            codes=", ".join(unknown[:_MOST_NAMED]) + more,
        )
    unlisted = {code.node for code in codes if _is_unlisted(code)}
    if unlisted:
        versions = sorted({node.partition(":")[0] for node in unlisted})
        yield say_count(
            "%(count)s product code could not be looked up: no list of %(versions)s is kept.",
            "%(count)s product codes could not be looked up: no list of %(versions)s is kept.",
            len(unlisted),
            versions=", ".join(versions),
        )


def _is_known(code: ProductCode) -> bool:
    if code.scheme == "HS":
        return has_hs_code(code.version, code.digits) is not False
    if code.scheme == "ISIC":
        return has_isic_code(code.digits)
    return find_cpv_check(code.digits) != ""


def _is_unlisted(code: ProductCode) -> bool:
    """Return whether a code of HS, narrower than a chapter, is of a version without a list."""
    return (
        code.scheme == "HS"
        and len(code.digits) > 2
        and has_hs_code(code.version, code.digits) is None
    )


def _note_apart(
    sought: Sequence[ProductCode], offered: Sequence[ProductCode], concordance: Sequence[Link]
) -> Iterator[Sentence]:
    joined: dict[str, frozenset[str]] = {}
    for link in concordance:
        both = (parse_code(code).scheme for code in (link.source, link.target))
        together = frozenset[str]().union(*(joined.get(one, {one}) for one in both))
        joined |= dict.fromkeys(together, together)
    pairs = {(one.scheme, other.scheme) for one in sought for other in offered}
    for one, other in sorted(pairs):
        if other not in joined.get(one, {one}):
            yield say_text(
                "Needs in %(one)s and offers in %(other)s cannot meet without a concordance.",
                one=one,
                other=other,
            )
