"""What is wrong with a user's input, said so that the user can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputError:
    """One fault in one place: where it is, what stands there, what was expected.

    ``line`` counts from 1 in the file as an editor shows it (the header is line 1), and is 0
    where a line has no meaning (a missing file, a binary table).
    """

    file: str
    expected: str
    line: int = 0
    field: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Return the fault as one line: ``people.csv:7: country "XX": expected ...``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "..."
        what = f' {self.field} "{shown}"' if self.field and self.value else ""
        if self.field and not self.value:
            what = f" {self.field}"
        elif self.value and not self.field:
            what = f' "{shown}"'
        said = f"{place}:{what}{':' if what else ''} {self.expected}".replace("\n", " ")
        # A value comes from anywhere: what a terminal would act on is shown as a mark.
        return said if said.isprintable() else "".join(_show_value(char) for char in said)


def _show_value(char: str) -> str:
    return char if char.isprintable() else "\ufffd"


class InvalidInput(ValueError):
    """A user's input cannot be used; carries every `InputError` found, in file and line order."""

    def __init__(self, problems: Iterable[InputError]) -> None:
        """Keep the problems; there is at least one."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def report_invalid(file: str, expected: str, *, field: str = "", value: str = "") -> InvalidInput:
    """Return an `InvalidInput` with a single problem."""
    return InvalidInput([InputError(file=file, expected=expected, field=field, value=value)])
