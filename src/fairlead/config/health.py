"""Whether the site can serve: for load balancers and process supervisors."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from fairlead.folder.input_errors import InvalidInput


def is_database_answering() -> bool:
    """Return whether the database answers a question."""
    try:
        connection.close_if_unusable_or_obsolete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InvalidInput):
        connection.close()
        return False
    return True


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Return 200 "ok" when the database answers, else 503; behind servers other than our own."""
    if is_database_answering():
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
