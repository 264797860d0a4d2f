"""What a log says of a request and a fault: the kind of address, and no value of anybody's row."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus

from django.http import HttpRequest
from django.urls import Resolver404, resolve

# After its first line PostgreSQL says which values met a rule, or stood in the row.
_VALUES = re.compile(
    r"^(DETAIL|CONTEXT|HINT|QUERY|LINE \d+):.*?(?=^\n|\Z)", re.MULTILINE | re.DOTALL
)

# Known by their names: nothing of the queue is loaded to write a log.
_CONNECTION_ERRORS = {"OperationalError", "InterfaceError", "ConnectorException"}


class RequestFilter(logging.Filter):
    """Puts the pattern of an address in place of the address, which may name a person or a key.

    A fault of the visitor's gets no traceback: anyone who sends a thousand of them fills no disk.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change what Django says of a request; pass everything on."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple) and record.args:
            record.args = (*record.args[:-1], name_address(request))
        status = getattr(record, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR)
        if record.name.startswith("django.security") or status < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.exc_info = record.exc_text = None
        return True


class QueueFilter(logging.Filter):
    """Says in one line that the queue cannot reach the database, and not by whom it was called.

    Each loop of the queue logs it as long as the database cannot be reached.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change what the queue says of such a fault; pass everything on."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("procrastinate.") and error and is_database_away(error):
            record.msg, record.args = " ".join(record.getMessage().split()), ()
            record.exc_info = record.exc_text = None
        return True


class PlainFormatter(logging.Formatter):
    """Writes a record, and of a fault of the database which rule was met, not by which values."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line, and its traceback without values."""
        return _VALUES.sub("", super().format(record)).rstrip("\n")


def is_database_away(error: BaseException) -> bool:
    """Return whether an error, of Django, the queue or the driver, is that of a lost connection."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return not names.isdisjoint(_CONNECTION_ERRORS)


def name_address(request: HttpRequest) -> str:
    """Return the pattern of the address that is asked for."""
    try:
        return f"/{resolve(request.path_info).route}"
    except Resolver404:
        return "no address of this site"
