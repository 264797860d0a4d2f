"""The addresses of the site; a language's pages lie under its code: /ru/, /ar/, /zh-hans/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from fairlead.config.health import answer_health
from fairlead.sites.desk.account.urls import callback as provider_callback
from fairlead.sites.desk.registration.views import take_part
from fairlead.sites.public.crawlers import redirect_favicon, serve_robots
from fairlead.sites.public.unsubscribe import unsubscribe

handler400 = "fairlead.config.bad_request.answer_bad_request"
handler500 = "fairlead.config.unavailable.server_error"
urlpatterns = [
    path("healthz", answer_health, name="healthz"),
    path("robots.txt", serve_robots, name="robots"),
    path("favicon.ico", redirect_favicon, name="favicon"),
    path(
        "account/with/<slug:provider_id>/back/", provider_callback, name="openid_connect_callback"
    ),
    *i18n_patterns(
        path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
        path("account/", include("fairlead.sites.desk.account.urls")),
        path("office/", include("fairlead.sites.office.urls")),
        path("<slug:code>/register/", take_part, name="register"),
        path("<slug:code>/desk/", include("fairlead.sites.desk.urls")),
        path("<slug:code>/", include("fairlead.sites.desk.open_urls")),
        path("", include("fairlead.sites.public.urls")),
        prefix_default_language=False,
    ),
]
