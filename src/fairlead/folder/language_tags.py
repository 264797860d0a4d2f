"""Language tags (BCP 47): which are known, how they are written, and which way their text runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import pycountry

from fairlead.folder.bounds import LANGUAGE_TAG_LENGTH

TAG_EXPECTED = "expected a language tag (BCP 47) such as ru, zh-Hans or pt-BR"
# The parts of RFC 5646 in order; extended languages are written as separate languages.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)"
    r"(?P<extensions>(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*)"
    r"(?P<private>-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)


class UnknownTag(ValueError):
    """A tag by its form, of a language, script or region that nobody registered."""


def parse_language_tag(text: str) -> str:
    """Return the tag as it is usually written, ``zh-Hans`` for ``ZH-hans``.

    Raises ValueError for what is no tag, of the kind `UnknownTag` where only the form is right.
    """
    parts = _TAG.fullmatch(text) if len(text) <= LANGUAGE_TAG_LENGTH and text.isascii() else None
    if parts is None:
        raise ValueError(TAG_EXPECTED)
    language = _parse_language(parts["language"].lower())
    script, region = (parts["script"] or "").title(), (parts["region"] or "").upper()
    if script and pycountry.scripts.get(alpha_4=script) is None:
        raise UnknownTag(f"{TAG_EXPECTED}: no script is called {script}")
    if region and not region.isdigit() and pycountry.countries.get(alpha_2=region) is None:
        raise UnknownTag(f"{TAG_EXPECTED}: no country is called {region}")
    rest = "".join(parts[name] or "" for name in ("variants", "extensions", "private")).lower()
    return "-".join(part for part in (language, script, region) if part) + rest


def _parse_language(code: str) -> str:
    if len(code) == 2:
        if pycountry.languages.get(alpha_2=code) is None:
            raise UnknownTag(f"{TAG_EXPECTED}: no language is called {code}")
        return code
    known = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code)
    if known is None or code in _NO_LANGUAGE:
        raise UnknownTag(f"{TAG_EXPECTED}: no language is called {code}")
    short = getattr(known, "alpha_2", "")
    if short:
        raise UnknownTag(f"{TAG_EXPECTED}: did you mean {short}?")
    return code


def primary(tag: str) -> str:
    """Return the language of a tag without script, region and the rest."""
    return tag.partition("-")[0].lower()


@cache
def expand_tag(tag: str) -> tuple[str, ...]:
    """Return a tag in full by Unicode's likely subtags: zh and zh-Hans are both zh-Hans-CN."""
    from babel.core import get_global

    language, *rest = tag.split("-")
    script = find_script(tag)
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), "")
    likely = get_global("likely_subtags")
    known = likely.get(f"{language.lower()}_{script}") or likely.get(language.lower()) or ""
    region = region or str(known).rpartition("_")[2]
    more = [part.lower() for part in rest if part.upper() != region and part.title() != script]
    return (language.lower(), script, region, *more)


@cache
def find_script(tag: str) -> str:
    """Return the script texts of a tag are written in, as Unicode's likely subtags have it."""
    from babel.core import get_global

    language, *rest = tag.replace("_", "-").split("-")
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return script
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), "")
    likely = get_global("likely_subtags")
    known = (region and likely.get(f"{language.lower()}_{region}")) or likely.get(language.lower())
    return str(known).split("_")[1] if known else "Latn"


def direction(tag: str) -> str:
    """Return ``rtl`` for a language written from right to left, else ``ltr``."""
    return "rtl" if find_script(tag) in _RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=4096)
def is_same_language(tag: str, other: str) -> bool:
    """Return whether two tags name one language in one script: ``zh`` and ``zh-Hans`` do."""
    return primary(tag) == primary(other) and find_script(tag) == find_script(other)


def order_languages(declared: Sequence[str], wanted: str) -> tuple[str, ...]:
    """Return the declared languages in the order a reader of ``wanted`` takes them.

    The reader's own first (the same tag, the same script, then the same language in another
    script), then the edition's own, which is the first declared, then the others as declared.
    """
    return _order(tuple(declared), wanted)


@lru_cache(maxsize=4096)
def _order(declared: tuple[str, ...], wanted: str) -> tuple[str, ...]:
    return tuple(sorted(declared, key=lambda tag: _measure_distance(tag, wanted, own=declared[0])))


def _measure_distance(tag: str, wanted: str, *, own: str) -> int:
    if tag.lower() == wanted.lower():
        return 0
    if wanted and primary(tag) == primary(wanted):
        return 1 if find_script(tag) == find_script(wanted) else 2
    return 3 if tag == own else 4
