"""Signs people in, and prints the keys of their sessions: ``python -m benchmarks.opening.people``.

Takes the code of an edition and how many are wanted: those who have meetings come first.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

from fairlead.cli.database import open_database


def sign_in(edition: str, count: int) -> list[str]:
    """Return a session key for each of so many participants."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db.models import Count

    from fairlead.apps.people.models import Account, Participation

    rows = Participation.objects.filter(edition__code=edition, state="approved")
    busy = rows.annotate(meetings=Count("bookings")).order_by("-meetings", "pk")
    people = list(busy.values_list("person", flat=True)[:count])
    known = set(Account.objects.filter(person__in=people).values_list("person", flat=True))
    Account.objects.bulk_create(
        Account(email=f"opening-{person}@example.org", person_id=person)
        for person in people
        if person not in known
    )
    store = import_module(settings.SESSION_ENGINE).SessionStore
    keys = []
    for account in Account.objects.filter(person__in=people):
        session = store()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    return keys


def main() -> None:
    """Sign them in and print."""
    with open_database():
        print(json.dumps(sign_in(sys.argv[1], int(sys.argv[2]))))


if __name__ == "__main__":
    main()
