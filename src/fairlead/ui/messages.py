"""The catalogue of translations, kept without gettext's programs: `python -m fairlead.ui.messages`.

Collects every text marked for translation in the package's modules and templates, merges it into
``locale/ru/LC_MESSAGES/django.po``, and compiles that into the ``.mo`` that the site reads.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[1]
FILE = PACKAGE / "locale" / "ru" / "LC_MESSAGES" / "django.po"
_BEGUN = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)  # a date that moved would change the file daily
# Said here, because a release of Babel words the same rule otherwise than the one before it.
_PLURALS = {
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
}
_CALLS: dict[str, None] = dict.fromkeys(("_", "gettext", "gettext_lazy", "ngettext"))
_TEMPLATE_CALL = re.compile(
    r"\b(?:_|gettext|ngettext)\((?:u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    r"(?:\s*,\s*)?|\w+)+\)"
)


class _Catalogue(Catalog):
    """A catalogue whose header depends on the texts alone, not on the release of Babel."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the header's lines, naming this module as what wrote them."""
        ours = {"Generated-By": "python -m fairlead.ui.messages\n"}
        return [(name, ours.get(name, value)) for name, value in super().mime_headers]

    @mime_headers.setter
    def mime_headers(self, value: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(value)


def collect() -> Catalog:
    """Return the catalogue of the texts marked in the package, without translations."""
    catalog = _Catalogue(
        locale="ru",
        project="fairlead",
        copyright_holder="the Fairlead authors",
        msgid_bugs_address="",
        last_translator="the Fairlead authors",
        language_team="Russian",
        creation_date=_BEGUN,
        revision_date=_BEGUN,
        fuzzy=False,
        header_comment="# Russian texts of Fairlead's pages. Renew: python -m fairlead.ui.messages",
    )
    catalog.mime_headers = [("Plural-Forms", _PLURALS["ru"])]
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py":
            source = path.read_text(encoding="utf-8")
        elif path.suffix == ".html":
            source = _calls_of(path)
        else:
            continue
        for message in _marked(source):
            catalog.add(message, locations=[(str(path.relative_to(PACKAGE)), 0)])
    return catalog


def _calls_of(path: Path) -> str:
    """Return the template's texts as Python calls, a line each."""
    calls = _TEMPLATE_CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path)))
    return "\n".join(calls)


def _marked(source: str) -> Iterator[str | tuple[str, str]]:
    """Yield the texts marked in Python source; one with a plural as both forms."""
    found = extract_python(io.BytesIO(source.encode()), _CALLS, [], {"encoding": "utf-8"})
    for _line, call, message, _notes in found:
        texts = [text for text in _texts(message) if text]
        if call == "ngettext":
            yield texts[0], texts[1]
        elif texts:
            yield texts[0]


def _texts(message: object) -> list[str]:
    """Return what a call was given: Babel gives one text alone and several as a tuple."""
    if isinstance(message, str):
        return [message]
    return [str(text) for text in message] if isinstance(message, (list, tuple)) else []


def renew() -> Catalog:
    """Return the collected texts with the translations there are, after writing both files."""
    catalog = merged()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with FILE.open("wb") as file:
        write_po(file, catalog, sort_output=True, omit_header=False, width=100, no_location=True)
    FILE.with_suffix(".mo").write_bytes(compiled(catalog))
    return catalog


def merged() -> Catalog:
    """Return the collected texts with the translations of the ``.po`` file."""
    fresh = collect()
    if FILE.exists():
        with FILE.open("rb") as file:
            known = read_po(file, locale="ru")
        for message in fresh:
            kept = known.get(message.id) if message.id else None
            if kept is not None:
                message.string = kept.string
    return fresh


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as the bytes of a ``.mo`` file."""
    binary = io.BytesIO()
    write_mo(binary, catalog)
    return binary.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """Return the texts that lack a translation, or a plural form of it."""
    return [
        str(message.id)
        for message in catalog
        if message.id
        and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


if __name__ == "__main__":
    for text in untranslated(renew()):
        print("without translation:", text)  # noqa: T201
