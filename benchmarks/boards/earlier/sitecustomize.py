"""Lets a site of the benchmark live so many days ago: a demo fair is over, and nothing moves there.

On the path of the site's processes only; what is measured is not changed by it.
"""

from __future__ import annotations

import datetime as dt
import os

DAYS = "BENCHMARK_DAYS_AGO"


def live_earlier(days: int) -> None:
    """Let Django's clock go back by so many days, in this process."""
    from django.utils import timezone

    now = timezone.now
    timezone.now = lambda: now() - dt.timedelta(days=days)


if DAYS in os.environ:
    live_earlier(int(os.environ[DAYS]))
