"""What was said of the demonstration's projects on three days: what a folder does not carry."""

from __future__ import annotations

import datetime as dt

from fairlead.apps.cooperation.domain.publish_headline import publish_headline
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Headline, Ledger
from fairlead.apps.cooperation.queries.answers import Question
from fairlead.apps.fairs.models import Edition
from fairlead.demo.story import STATEMENTS
from fairlead.folder.localized_text import LocalizedText

_TITLES = (
    LocalizedText({
        "en": "Said at the fair (example)",
        "ru": "Сказано на ярмарке (пример)",
        "zh": "博览会上所述(示例)",
        "ar": "قيل في المعرض (مثال)",
    }),
    LocalizedText({
        "en": "Said a month later (example)",
        "ru": "Сказано месяц спустя (пример)",
        "zh": "一个月后所述(示例)",
        "ar": "قيل بعد شهر (مثال)",
    }),
    LocalizedText({
        "en": "Said a year later (example)",
        "ru": "Сказано год спустя (пример)",
        "zh": "一年后所述(示例)",
        "ar": "قيل بعد سنة (مثال)",
    }),
)  # fmt: skip


def publish_statements(edition: Edition) -> list[Headline]:
    """Return the headlines of the three days, each by what was known on its evening.

    An empty list where the edition's ledger has headlines already.
    """
    ledger = Ledger.objects.filter(code=edition.code).first()
    if ledger is None or ledger.headlines.exists():
        return []
    by, question = EntryAuthor("Office of the demonstration fair"), Question(edition.currency)
    return [
        publish_headline(
            ledger,
            title,
            question,
            by=by,
            day=day,
            moment=dt.datetime.combine(day, dt.time(20), dt.UTC),
        )
        for day, title in zip(STATEMENTS, _TITLES, strict=True)
    ]
