"""What a user chose by options: words and figures, or which option is wrong and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Params = TypeVar("Params", bound=DataclassInstance)
Word = TypeVar("Word")


def report_option(option: str, value: str, expected: str) -> InvalidInput:
    """Return the problem of an option (``what_if`` is --what-if)."""
    return report_invalid(f"--{option.replace('_', '-')}", expected, value=value)


def parse_one_of(option: str, given: str, known: tuple[Word, ...]) -> Word:
    """Return the known word that was given; raises InvalidInput naming the option."""
    for word in known:
        if word == given:
            return word
    raise report_option(option, given, f"expected {', '.join(map(str, known))}")


def apply_choices(params: Params, chosen: Mapping[str, float]) -> Params:
    """Return an engine's parameters with figures chosen by the options of the same names.

    Raises InvalidInput with every option whose figure the parameters refuse.
    """
    problems: list[InputError] = []
    for name, value in chosen.items():
        figure: dict[str, Any] = {name: value}
        try:
            params = replace(params, **figure)
        except ValueError as error:
            problems += report_option(name, f"{value:g}", describe_expected(error)).problems
    if problems:
        raise InvalidInput(problems)
    return params


def describe_expected(error: ValueError) -> str:
    """Return what an engine expected, without the value, which the problem shows."""
    said = str(error).partition(", got ")[0]
    return said[:1].lower() + said[1:]
