"""Who sends a large file: an account, and to the office one with a role there."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections

from fairlead.apps.people.models import Account
from fairlead.apps.people.session_store import SessionStore
from fairlead.config.gateway.clients import Sender
from fairlead.config.gateway.wsgi_call import Environ
from fairlead.folder.input_errors import InvalidInput
from fairlead.sites.office.access import has_office
from fairlead.ui.text_language import split_path


def find_sender(environ: Environ) -> Sender | None:
    """Return who sends a file to an address, or None for who may send none there.

    It is asked before the file is read, outside a request of the application.
    """
    close_old_connections()
    request = WSGIRequest(environ)
    to_office = "office" in split_path(request.path_info)[1].split("/")[1:3]
    try:
        request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        account = get_user(request)
        if not isinstance(account, Account) or (to_office and not has_office(account)):
            return None
    except (DatabaseError, InvalidInput):
        return None  # the page says that the database is away
    return Sender(account.pk, to_office)
