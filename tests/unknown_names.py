"""Names in templates that something of ours does not have: Django prints nothing for them."""

from __future__ import annotations

import logging

from django.template.base import VariableDoesNotExist


class UnknownNames(logging.Filter):
    """Collects what templates asked of an object of Fairlead's that has no such property.

    What is absent on purpose stays out: names not given, nothing's own names, a form's fields.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.found: list[str] = []

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep a name that was asked for in vain; nobody else hears of it.

        A handler would write out what was asked, and a set of rows asks the database for them.
        """
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, VariableDoesNotExist):
            name, asked = error.params
            kind = type(asked)
            if kind.__module__.startswith("fairlead.") and not isinstance(asked, dict):
                self.found.append(f"{kind.__module__}.{kind.__name__} has no {name}")
        return False


def listen() -> UnknownNames:
    """Return who hears from now on of every name that a template asks for in vain."""
    heard = UnknownNames()
    log = logging.getLogger("django.template")
    log.addFilter(heard)
    log.setLevel(logging.DEBUG)
    return heard
