"""Addresses that need no signing in, because nobody can guess them: a feed, and mailed links."""

from __future__ import annotations

from django.urls import path

from fairlead.sites.desk.meetings import agenda_views, link_views

app_name = "desk_open"
urlpatterns = [
    path("agenda/<str:token>.ics", agenda_views.serve_feed, name="feed"),
    path("meeting/<str:token>/", link_views.answer_by_link, name="answer"),
]
