"""The words of the programme as a book, whatever way they run."""

from __future__ import annotations

from django.utils.translation import override

from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.public.programme.book import build_book


def test_a_city_written_from_right_to_left_does_not_turn_the_days(edition: Edition) -> None:
    edition.city = LocalizedText({"fa": "آلماتی"})
    edition.save()
    with override("ru"):
        assert build_book(edition).line == "\u2068آلماتی\u2069 · 8–11 июля 2024"
