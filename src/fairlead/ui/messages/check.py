"""What is wrong with a catalogue, and what is missing from it, each with its line."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural
from babel.plural import to_gettext

from fairlead.folder.input_errors import InputError
from fairlead.ui.messages.collect import Text, collect_texts
from fairlead.ui.messages.po import Catalogue, Key, Message

_PLACE = re.compile(
    r"%(?:\((?P<name>\w+)\))?[#0\- +]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?P<kind>[diouxXeEfFgGcrsa%])"
)
_FORMS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?")
_TAG = re.compile(r"<[^<>]*>")
Rule = Callable[[int], int]
_TRIED_NUMBERS = range(1001)  # the numbers by which two rules of plural forms are compared


def find_faults(catalogue: Catalogue) -> list[InputError]:
    """Return every fault for which the catalogue cannot be used, in the order of its lines."""
    rule, faults = _find_rule(catalogue)
    if rule is None:
        return faults
    exact = _list_exact_forms(rule, number=_count_forms(catalogue))
    for message in catalogue.shown:
        faults += _list_faults(message, catalogue, exact)
    return sorted(faults, key=lambda fault: fault.line)


def list_missing_texts(
    catalogue: Catalogue, texts: Mapping[Key, Text] | None = None
) -> list[InputError]:
    """Return the texts of the pages that the catalogue does not translate, or only as a guess."""
    found = []
    for key, text in (collect_texts() if texts is None else texts).items():
        message = catalogue.messages.get(key)
        where = f"(used in {text.file}:{text.line})"
        line = message.line if message is not None else 0
        if message is None or message.obsolete or not all(message.strings.values() or ("",)):
            expected = f"expected a translation {where}"
        elif message.fuzzy:
            expected = f"expected a translation looked at, without “fuzzy” {where}"
        elif bool(message.plural) != bool(text.plural):
            expected = f"expected {'plural forms' if text.plural else 'no plural form'} {where}"
        else:
            continue
        found.append(InputError(catalogue.file, expected, line=line, value=text.id))
    return sorted(found, key=lambda one: one.line)


def list_plural_forms(language: str) -> str:
    """Return the Plural-Forms of a language, "" when it is not known.

    Where what catalogues are used to does not tell the same counts apart as Unicode's CLDR (Persian
    has two forms there, Hebrew three), it is CLDR's.
    """
    rules = _list_known_rules(language)
    if not rules:
        return ""
    first, *others = rules
    alike = not others or _tell_apart(_read_rule(first)) == _tell_apart(_read_rule(others[0]))
    return first if alike else others[0]


def _list_known_rules(language: str) -> list[str]:
    """Return the rules of a language, as Plural-Forms: what catalogues are used to, and CLDR's."""
    tag = language.replace("-", "_")
    # Babel answers as for English when it knows nothing of a language.
    rules = [str(get_plural(tag))] if _is_known(tag) else []
    try:
        cldr = str(to_gettext(Locale.parse(tag).plural_form))
        _read_rule(cldr)
    except (UnknownLocaleError, ValueError):  # also a rule for what a catalogue cannot say: 1e6
        return rules
    return [*rules, cldr]


def _is_known(language: str) -> bool:
    from babel.messages.plurals import PLURALS

    return language in PLURALS or language.partition("_")[0] in PLURALS


def _read_rule(forms: str) -> Rule:
    found = _FORMS.fullmatch(forms)
    if found is None:
        raise ValueError(f"Expected Plural-Forms, got {forms!r}.")
    rule: Rule = gettext.c2py(found[2])
    return rule


def _tell_apart(rule: Rule) -> list[int]:
    """Return for each count tried the first that shares its form."""
    first: dict[int, int] = {}
    return [first.setdefault(rule(n), n) for n in _TRIED_NUMBERS]


def _fits(rule: Rule, forms: int, known: Rule) -> bool:
    """Return whether a rule has a form wherever the language has one of its own.

    It may have more of them (a form for tens in Hebrew), and one for what is no whole number,
    where the language tells counts apart at all.
    """
    said, theirs = _tell_apart(rule), _tell_apart(known)
    finer = len(set(theirs)) > 1 and len(set(zip(said, theirs, strict=True))) == len(set(said))
    return (said == theirs or finer) and forms <= len(set(said)) + 1


def _find_rule(catalogue: Catalogue) -> tuple[Rule | None, list[InputError]]:
    """Return the rule of plural forms in the header, and what is wrong with it."""
    given = catalogue.header.get("Plural-Forms", "")
    expected = list_plural_forms(catalogue.language)
    hint = f"expected Plural-Forms of the language {catalogue.language}"
    hint += f": {expected}" if expected else ", such as nplurals=2; plural=(n != 1);"
    fault = [InputError(catalogue.file, hint, line=1, field="Plural-Forms", value=given)]
    found = _FORMS.fullmatch(given)
    if found is None:
        return None, fault
    try:
        rule: Rule = gettext.c2py(found[2])
        forms = [rule(n) for n in _TRIED_NUMBERS]
    except (ValueError, RecursionError, ArithmeticError):
        return None, fault
    if max(forms) >= int(found[1]):
        return None, fault
    # The numbers of the forms are the file's own affair (Babel's releases differ in them); which
    # counts share a form is the language's.
    known = [_read_rule(one) for one in _list_known_rules(catalogue.language)]
    if known and not any(_fits(rule, int(found[1]), one) for one in known):
        return None, fault
    return rule, []


def _count_forms(catalogue: Catalogue) -> int:
    found = _FORMS.fullmatch(catalogue.header["Plural-Forms"])
    return int(found[1]) if found else 1


def _list_exact_forms(rule: Rule, *, number: int) -> list[bool]:
    """Return for each form whether it stands for one number alone, which it may say as a word."""
    counted = Counter(map(rule, _TRIED_NUMBERS))
    return [counted[form] == 1 for form in range(number)]


def _list_faults(message: Message, catalogue: Catalogue, exact: list[bool]) -> Iterator[InputError]:
    def fault(expected: str, value: str) -> InputError:
        return InputError(catalogue.file, expected, line=message.line, value=value)

    wanted = len(exact) if message.plural else 1
    if sorted(message.strings) != list(range(wanted)):
        forms = "one msgstr" if not message.plural else f"msgstr[0] to msgstr[{wanted - 1}]"
        there = ", ".join(map(str, sorted(message.strings)))
        language = catalogue.language
        yield fault(
            f"expected {forms}, {wanted} in all as the language {language} has; got {there}"
            if message.plural
            else f"expected {forms} for a text without msgid_plural; got the forms {there}",
            message.id,
        )
        return
    for index, string in message.strings.items():
        if not string or message.fuzzy:
            continue
        has_letters = any(map(str.isalnum, message.id))
        if string.strip() and has_letters and _find_edges(string) != _find_edges(message.id):
            yield fault("expected the same spaces and line ends at both ends", string)
        if Counter(_TAG.findall(string)) != Counter(_TAG.findall(message.plural or message.id)):
            yield fault("expected the same markup as in the text", string)
        wrong = _find_wrong_places(message, string, may_lack=bool(message.plural) and exact[index])
        if wrong:
            yield fault(wrong, string)


def _find_edges(text: str) -> tuple[str, str]:
    bare = text.strip()
    return text[: text.find(bare)], text[text.find(bare) + len(bare) :]


def _find_wrong_places(message: Message, string: str, *, may_lack: bool) -> str:
    """Return what was expected of the places for values in a translation, "" when they fit."""
    originals = [_find_places(text) for text in (message.id, message.plural or message.id)]
    found = _find_places(string)
    if found is None:
        return "expected every % to begin a place such as %(name)s, or to be written %%"
    named = {name: kind for original in originals if original for name, kind in original if name}
    unnamed = [kind for name, kind in originals[-1] or [] if not name]
    if unnamed or any(not name for name, _ in found):
        pairs = zip_longest(unnamed, [kind for name, kind in found if not name])
        if any(one != other for one, other in pairs):
            return f"expected the places {' '.join(f'%{kind}' for kind in unnamed)} in this order"
    if "%" in string and "%" not in message.id + message.plural:
        return "expected no % sign, which the text has not either"
    given = dict(found)
    for name, kind in given.items():
        if name and named.get(name) != kind:
            return _find_expected_places(named)
    required = {name for name, _ in originals[-1] or [] if name}
    lacking = required - set(given)
    return _find_expected_places(named) if len(lacking) > (1 if may_lack else 0) else ""


def _find_expected_places(named: dict[str, str]) -> str:
    places = ", ".join(f"%({name}){kind}" for name, kind in sorted(named.items()))
    return f"expected the places {places}" if places else "expected no place for a value"


def _find_places(text: str) -> list[tuple[str, str]] | None:
    """Return name and kind of each place for a value; None when a % begins none."""
    if "%" in _PLACE.sub("", text):
        return None
    return [
        (found["name"] or "", found["kind"])
        for found in _PLACE.finditer(text)
        if found["kind"] != "%"
    ]
