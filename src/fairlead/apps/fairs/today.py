"""Which day it is: by the fair's clock, for people there date what they do by it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from fairlead.apps.fairs.models import Edition


def find_today(edition: Edition | None) -> dt.date:
    """Return the day it is by the fair's clock; by UTC where the edition is gone."""
    now = timezone.now()
    return (now if edition is None else now.astimezone(edition.zone)).date()
