"""Addresses of a participant's own pages at an edition, under /{edition}/desk/."""

from __future__ import annotations

from django.urls import path

from fairlead.sites.desk.home import views as home
from fairlead.sites.desk.messages import views as messages

app_name = "desk"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("messages/", messages.list_messages, name="messages"),
    path("messages/read/", messages.mark_read, name="mark_read"),
    path("messages/mail/", messages.choose_mail, name="mail_wishes"),
]
