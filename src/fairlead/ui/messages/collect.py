"""Finds the texts that are marked for translation in the package's modules and templates."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[2]
_TITLES = "group_titles.csv"
_SINGLE = {"_", "gettext", "gettext_noop", "say_text", "mark_text"}
_PLURAL = {"ngettext", "say_count"}
_CONTEXT, _PLURAL_CONTEXT = {"pgettext"}, {"npgettext"}
_CALLS = _SINGLE | _PLURAL | _CONTEXT | _PLURAL_CONTEXT
_STRING = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_CALL = re.compile(rf"\b(?:_|n?p?gettext)\(\s*(?:(?:{_STRING}|\w+)\s*,?\s*)+\)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text marked for translation, and the first place where it is: file and line."""

    id: str
    plural: str
    context: str
    file: str
    line: int


def collect_texts(package: Path = PACKAGE) -> dict[tuple[str, str], Text]:
    """Return every text marked under the folder, by context and words.

    A text used both with and without a plural form is one with a plural. Raises ValueError for
    one text with two plurals.
    """
    found: dict[tuple[str, str], Text] = {}
    for path in sorted(package.rglob("*")):
        for text in _list_marked(path, package):
            known = found.setdefault((text.context, text.id), text)
            if known.plural and text.plural and known.plural != text.plural:
                raise ValueError(f"Expected one plural of {text.id!r}, got two: {text.file}.")
            if text.plural and not known.plural:
                found[text.context, text.id] = text
    return found


def _list_marked(path: Path, package: Path) -> Iterator[Text]:
    file = str(path.relative_to(package))
    if path.suffix == ".py":
        yield from _list_marked_texts(ast.parse(path.read_text(encoding="utf-8")), file)
    elif path.suffix in (".html", ".txt") and "templates" in path.parts:
        yield from _list_marked_in_template(path.read_text(encoding="utf-8"), file)
    elif path.name == _TITLES:
        yield from _list_titles(path.read_text(encoding="utf-8"), file)


def _list_titles(source: str, file: str) -> Iterator[Text]:
    """Yield the titles of groups of products and of sectors; their context is the scheme."""
    for number, row in enumerate(csv.DictReader(source.splitlines()), 2):
        yield Text(row["title"], "", row["scheme"], file, number)


def _list_marked_in_template(source: str, file: str) -> Iterator[Text]:
    """Yield the template's texts: Django turns its tags into calls and keeps the lines."""
    calls = templatize(source, origin=file)
    for found in _CALL.finditer(calls):
        line = calls.count("\n", 0, found.start())
        yield from _list_marked_texts(ast.parse(found[0], mode="eval"), file, above=line)


def _list_marked_texts(tree: ast.AST, file: str, *, above: int = 0) -> Iterator[Text]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        name = name.removesuffix("_lazy")
        if name not in _CALLS:
            continue
        texts = [_find_text(argument) for argument in node.args]
        context = texts.pop(0) if name in _CONTEXT | _PLURAL_CONTEXT and texts else ""
        plural = name in _PLURAL | _PLURAL_CONTEXT
        if texts and texts[0] and (not plural or len(texts) > 1):
            yield Text(texts[0], texts[1] if plural else "", context, file, above + node.lineno)


def _find_text(argument: ast.expr) -> str:
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return str(argument.value) if is_text and isinstance(argument, ast.Constant) else ""
