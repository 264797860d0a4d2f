"""Addresses of a participant's own pages at an edition, under /{edition}/desk/."""

from __future__ import annotations

from django.urls import path

from fairlead.sites.desk.home import views as home

app_name = "desk"
urlpatterns = [
    path("", home.show_home, name="home"),
]
