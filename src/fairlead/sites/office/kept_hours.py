"""Saying that people keep their times for a meeting, where what they follow has changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext


def say_who_keeps(request: HttpRequest, many: int) -> None:
    """Leave word of how many have a meeting at another time and keep their times; none for none."""
    if not many:
        return
    said = ngettext(
        "%(many)d person has a meeting at another time, and keeps the times there were.",
        "%(many)d people have a meeting at another time, and keep the times there were.",
        many,
    )
    messages.warning(request, said % {"many": many})
