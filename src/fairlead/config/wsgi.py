"""The site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from fairlead.config.unavailable import wait_briefly
from fairlead.config.warm_start import work_ahead

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
application = get_wsgi_application()
wait_briefly()
work_ahead()
