"""What is noted when somebody has signed in: when, and in which browser, for them to see.

Django and django-allauth note the same in ten statements; these are three (decision 722).
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import user_logged_in as let_in
from allauth.usersessions.models import UserSession
from allauth.usersessions.signals import on_user_logged_in
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from fairlead.apps.people.models import Account

_NOTE_TIME = """
UPDATE people_account SET last_login = %(now)s WHERE id = %(account)s
RETURNING EXISTS (
    SELECT FROM people_membership WHERE account_id = %(account)s AND organisation_id IS NULL
)
"""
# Browsers whose sessions are gone are on the list no more.
_NOTE_BROWSER = """
WITH gone AS (
    DELETE FROM usersessions_usersession AS listed
    WHERE listed.user_id = %(account)s AND NOT EXISTS (
        SELECT FROM django_session AS kept WHERE kept.session_key = listed.session_key
    )
)
INSERT INTO usersessions_usersession
    (user_id, created_at, ip, last_seen_at, session_key, user_agent, data)
VALUES (%(account)s, %(now)s, %(ip)s, %(now)s, %(key)s, %(agent)s, '{}')
ON CONFLICT (session_key) DO UPDATE SET user_id = EXCLUDED.user_id, ip = EXCLUDED.ip,
    user_agent = EXCLUDED.user_agent, last_seen_at = EXCLUDED.last_seen_at
"""
_AGENT_LENGTH = UserSession._meta.get_field("user_agent").max_length


def note_in_our_way() -> None:
    """Note at signing in what is noted here, and no more what both apps would note."""
    let_in.disconnect(receiver=on_user_logged_in)
    let_in.connect(note_browser)
    user_logged_in.disconnect(dispatch_uid="update_last_login")
    user_logged_in.connect(note_time)


def note_time(*, user: Account, **_others: Any) -> None:
    """Note when somebody signed in, and learn whether they work in the office; one statement."""
    user.last_login = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_TIME, {"now": user.last_login, "account": user.pk})
        row = cursor.fetchone()
    user.has_office = row is not None and bool(row[0])


def note_browser(*, request: HttpRequest, user: Account, **_others: Any) -> None:
    """List the session among those that the account's owner sees and ends; two statements.

    It is kept first: what is listed can be ended.
    """
    request.session.save()
    given = {
        "account": user.pk,
        "key": request.session.session_key,
        "now": timezone.now(),
        "ip": get_adapter().get_client_ip(request),
        "agent": request.META.get("HTTP_USER_AGENT", "")[:_AGENT_LENGTH],
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTE_BROWSER, given)
