"""The package's catalogues: opens, renews and begins them, all of a language or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from babel import Locale, UnknownLocaleError

from fairlead.folder.input_errors import InvalidInput, report_invalid
from fairlead.ui.languages import SOURCE
from fairlead.ui.messages.check import find_faults, list_plural_forms
from fairlead.ui.messages.collect import PACKAGE, Text, collect_texts
from fairlead.ui.messages.mo import compile_mo
from fairlead.ui.messages.po import Catalogue, Key, Message, read_po, write_po

LOCALE = PACKAGE / "locale"
_TAG = re.compile("[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?")
_LEAST_LIKENESS = (
    0.8  # how alike two texts are for the one's translation to be offered for the other
)


def languages(folder: Path = LOCALE) -> list[str]:
    """Return the languages that have a catalogue, as their folders are named: ar, ru, zh_Hans."""
    return sorted(path.parts[-3] for path in folder.glob("*/LC_MESSAGES/django.po"))


def file_of(language: str, folder: Path = LOCALE) -> Path:
    """Return where the catalogue of a language is."""
    return folder / language / "LC_MESSAGES" / "django.po"


def open_catalogue(path: Path, language: str) -> Catalogue:
    """Return the catalogue of a file; raises InvalidInput with every fault and its line."""
    name = _name_of(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise report_invalid(
            name, f"expected text in UTF-8, got other bytes at {error.start}"
        ) from error
    except OSError as error:
        raise report_invalid(name, f"expected a file that can be read: {error.strerror}") from error
    catalogue = read_po(text, file=name, language=language)
    faults = find_faults(catalogue)
    if faults:
        raise InvalidInput(faults)
    return catalogue


def language_of(path: Path) -> str:
    """Return the language that a PO file says it is in; raises InvalidInput when it says none."""
    if not path.is_file():
        raise report_invalid(_name_of(path), "expected a PO file, there is none")
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    catalogue = read_po(text, file=_name_of(path), language="") if text else None
    said = catalogue.header.get("Language", "") if catalogue else ""
    if not said:
        expected = "expected a PO file whose header says its Language"
        raise report_invalid(_name_of(path), expected, field="Language", value=said)
    try:
        return str(Locale.parse(said.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        expected = "expected a language such as kk, fa or pt-BR"
        raise report_invalid(_name_of(path), expected, field="Language", value=said) from error


def _name_of(path: Path) -> str:
    """Return the path as a user knows it: from the package, or as it was given."""
    return str(path.relative_to(PACKAGE)) if path.is_relative_to(PACKAGE) else str(path)


def renew(language: str, *, folder: Path = LOCALE, keep_unused: bool = True) -> Catalogue:
    """Return the catalogue with all texts of the package, after writing it and its ``.mo``.

    Raises InvalidInput for a file with a fault, which is left as it is.
    """
    path = file_of(language, folder)
    catalogue = merge_texts(open_catalogue(path, language), collect_texts())
    if not keep_unused:
        catalogue.messages = {message.key: message for message in catalogue.shown}
    text = write_po(catalogue)
    again = read_po(text, file=catalogue.file, language=language)
    path.write_text(text, encoding="utf-8", newline="\n")
    path.with_suffix(".mo").write_bytes(compile_mo(again))
    return again


def begin_catalogue(language: str, *, folder: Path = LOCALE) -> Path:
    """Return the file of a new catalogue with every text and no translation, after writing it.

    ``language`` is a tag such as kk or pt-BR. Raises InvalidInput for one that is unknown, or that
    has a catalogue already.
    """
    expected = "expected a language such as kk, fa or pt-BR"
    if not _TAG.fullmatch(language):
        raise report_invalid("--begin", expected, field="language", value=language)
    try:
        name = str(Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError) as error:
        raise report_invalid("--begin", expected, field="language", value=language) from error
    path = file_of(name, folder)
    if name.partition("_")[0] == SOURCE:
        expected = "expected another language: the site's texts are written in English"
        raise report_invalid("--begin", expected, field="language", value=language)
    if path.exists():
        expected = f"expected a language without a catalogue: {_name_of(path)} is there"
        raise report_invalid("--begin", expected, field="language", value=language)
    forms = list_plural_forms(name) or "nplurals=2; plural=(n != 1);"
    empty = Catalogue(_name_of(path), name, write_header(name, forms), {})
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = merge_texts(empty, collect_texts())
    path.write_text(write_po(catalogue), encoding="utf-8", newline="\n")
    path.with_suffix(".mo").write_bytes(compile_mo(catalogue))
    return path


def write_header(language: str, forms: str) -> dict[str, str]:
    """Return the header of a catalogue; without a date, so that it changes when a text does."""
    return {
        "Project-Id-Version": "fairlead",
        "Language": language,
        "Plural-Forms": forms,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }


def merge_texts(catalogue: Catalogue, texts: Mapping[Key, Text]) -> Catalogue:
    """Return the catalogue with exactly these texts in use.

    A translation is never dropped: one whose text is gone stays as obsolete, comes back with it,
    and is offered as fuzzy to a new text much like the old one.
    """
    gone = {
        key: message
        for key, message in catalogue.messages.items()
        if key not in texts and any(message.strings.values())
    }
    merged: dict[Key, Message] = {}
    count = int(catalogue.header["Plural-Forms"].partition("=")[2].partition(";")[0])
    for key, text in texts.items():
        forms = range(count if text.plural else 1)
        known = catalogue.messages.get(key)
        merged[key] = (
            _renew_entry(text, known, forms) if known else _list_offered(text, gone, forms)
        )
    for key, message in gone.items():
        message.obsolete = True
        merged[key] = message
    return Catalogue(
        catalogue.file, catalogue.language, catalogue.header, merged, catalogue.comment
    )


def _renew_entry(text: Text, known: Message, forms: range) -> Message:
    """Return a known text as the page has it now; with another plural, its words are a guess."""
    message = Message(text.id, text.plural, text.context, comments=known.comments)
    same = bool(text.plural) == bool(known.plural)
    message.strings = {form: known.strings.get(form, known.strings.get(0, "")) for form in forms}
    message.fuzzy = known.fuzzy or (not same and any(message.strings.values()))
    return message


def _list_offered(text: Text, gone: Mapping[Key, Message], forms: range) -> Message:
    """Return a new text, with the translation of a text like it that is gone as a guess."""
    message = Message(text.id, text.plural, text.context, strings=dict.fromkeys(forms, ""))
    like = {
        old.id: old
        for old in gone.values()
        if old.context == text.context and bool(old.plural) == bool(text.plural)
    }
    nearest = get_close_matches(text.id, like, n=1, cutoff=_LEAST_LIKENESS)
    if nearest:
        message.strings = {form: like[nearest[0]].strings.get(form, "") for form in forms}
        message.fuzzy = True
    return message
