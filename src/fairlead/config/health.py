"""Whether the site can serve: for load balancers and process supervisors."""

from __future__ import annotations

from django.db import DatabaseError, close_old_connections, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from fairlead.folder.input_errors import InvalidInput


def is_database_answering() -> bool:
    """Return whether the database answers a question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InvalidInput):
        return False
    return True


def is_healthy() -> bool:
    """Return the same outside a request, where nobody else closes a broken connection."""
    close_old_connections()
    return is_database_answering()


@never_cache
def answer_health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return 200 "ok" when the database answers, else 503; behind servers other than our own."""
    if is_database_answering():
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
