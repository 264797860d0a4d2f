"""Which columns hold which language: the headers of the CSV files and the keys of fair.toml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fairlead.folder.input_errors import InputError
from fairlead.folder.language_tags import UnknownTag, parse_language_tag
from fairlead.folder.schema import Field, find_column_in
from fairlead.folder.schemas import SCHEMAS
from fairlead.folder.source import read_bytes

# What a folder means that declares none: English, and Russian where a column of it is there.
OLD_LANGUAGES = ("en", "ru")
_HEADER_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class NamedColumns:
    """The columns that written names mean, as written where unknown, and what is wrong with them.

    ``faults`` are pairs of a name as written and what was expected.
    """

    columns: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def name_columns(
    fields: Sequence[Field], languages: Sequence[str], written: Sequence[str]
) -> NamedColumns:
    """Return which columns the names mean; ``name_zh_hans`` and ``name_zh-HANS`` are one.

    A language nobody declared, and two texts for one language, are faults. A name that has
    nothing to do with languages stays as it is.
    """
    plain = {field.name for field in fields}
    columns: list[str] = []
    faults: list[tuple[str, str]] = []
    for name in written:
        column, expected = name, ""
        if name not in plain:
            field, tag, expected = _find_language(fields, name)
            if field is not None and not expected:
                column = field.name if tag == languages[0] else find_column_in(field.name, tag)
                expected = _check_language(field, tag, languages, written)
        if column in columns and not expected:
            twin = written[columns.index(column)]
            if twin != name:
                expected = f"expected one text for one language, {twin} is there already"
        columns.append(column)
        if expected:
            faults.append((name, expected))
    return NamedColumns(tuple(columns), tuple(faults))


def _check_language(
    field: Field, tag: str, languages: Sequence[str], written: Sequence[str]
) -> str:
    """Return what is wrong with a text in a language, nothing when it is a declared one."""
    own, declared = languages[0], ", ".join(languages)
    if tag == own and field.name in written:
        return f"expected one text for one language: {field.name} is {own}, the edition's own"
    if tag == own:
        return f"expected the name {field.name}: {own} is the edition's own language"
    if tag not in languages:
        return (
            f"expected a language the edition declares ({declared}): add {tag} to "
            "fair.languages in fair.toml, or take this text out"
        )
    return ""


def _find_language(fields: Sequence[Field], name: str) -> tuple[Field | None, str, str]:
    """Return the text a name belongs to, its language, and what is wrong with the language."""
    for field in fields:
        ending = name.removeprefix(f"{field.name}_") if field.localized else name
        if ending == name:
            continue
        try:
            return field, parse_language_tag(ending.replace("_", "-")), ""
        except UnknownTag as error:
            return field, "", str(error)
        except ValueError:
            pass
    return None, "", ""


def list_tags_in(fields: Sequence[Field], written: Iterable[str]) -> list[str]:
    """Return the languages, own ones apart, in which names say there are texts."""
    found = (_find_language(fields, name) for name in written)
    return [tag for _, tag, _ in found if tag]


def list_tags_in_headers(folder: Path) -> list[str]:
    """Return the languages, own ones apart, of the columns of the folder's CSV files."""
    tags: dict[str, None] = {}
    for schema in SCHEMAS:
        start = read_bytes(folder / schema.file, within=folder, first=_HEADER_BYTES)
        if isinstance(start, InputError):  # said when the file is read
            continue
        line = start.decode("utf-8-sig", "replace").lstrip("\r\n").partition("\n")[0]
        names = [name.strip(' "\r').lower() for name in line.replace(";", ",").split(",")]
        tags |= dict.fromkeys(list_tags_in(schema.fields, names))
    return list(tags)
