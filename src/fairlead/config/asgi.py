"""The site as an ASGI application, which `fairlead serve` runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
_pages = get_wsgi_application()

from django.conf import settings  # noqa: E402  settings are known once Django is set up

from fairlead.apps.work.tokens import EVENTS as WORK_EVENTS  # noqa: E402
from fairlead.config.gateway.application import Gateway  # noqa: E402
from fairlead.config.gateway.senders import find_sender  # noqa: E402
from fairlead.config.health import is_healthy  # noqa: E402
from fairlead.config.preparing import EVENTS, tell_changes  # noqa: E402
from fairlead.config.unavailable import wait_briefly  # noqa: E402
from fairlead.config.warm_start import work_ahead  # noqa: E402
from fairlead.config.work_events import tell_work  # noqa: E402

wait_briefly()
application = Gateway(
    _pages,
    is_healthy=is_healthy,
    find_sender=find_sender,
    trusted=settings.FAIRLEAD_PROXIES,
    streams={EVENTS: tell_changes, WORK_EVENTS: tell_work},
)
work_ahead()
