"""Saving a question with its answer, to be cited."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.record_entries import lock_ledger
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Headline, HeadlineRow, Ledger
from fairlead.apps.cooperation.queries.answers import (
    Answer,
    Question,
    answer_question,
    fix_projects,
)
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.today import find_today
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText


def publish_headline(
    ledger: Ledger,
    title: LocalizedText,
    question: Question,
    *,
    by: EntryAuthor,
    day: dt.date | None = None,
    moment: dt.datetime | None = None,
) -> Headline:
    """Return the headline, with every project of its answer; nobody changes it any more.

    Raises Refusal for one without a title in the edition's own language, for a day or a moment
    that is still to come, and for a sum beyond `bounds.SUM`.
    """
    now, edition = timezone.now(), Edition.objects.filter(code=ledger.code).first()
    title = _check_title(title, edition)
    today = find_today(edition)
    if (day or today) > today or (moment or now) > now:
        raise Refusal(_("Expected a day that is not in the future."))
    with transaction.atomic():
        held = lock_ledger(ledger.pk)
        question = fix_projects(held, question, day=day or today, moment=moment)
        answer = answer_question(held, question, day=day or today, moment=moment)
        if answer.amount not in bounds.SUM:
            said = _("In %(currency)s this comes to more than can be recorded: ask in another.")
            raise Refusal(said % {"currency": question.currency})
        headline = Headline.objects.create(
            ledger=held,
            number=held.headlines.count() + 1,
            title=title,
            question=question.write(),
            day=answer.day,
            moment=answer.moment,
            size=answer.size,
            head=answer.head,
            count=answer.count,
            in_approval=answer.in_approval,
            amount=answer.amount,
            currency=question.currency,
            unconverted=[[currency, str(amount)] for currency, amount in answer.unconverted],
            person=by.name,
            made_at=now,
        )
        HeadlineRow.objects.bulk_create(list(_build_rows(headline, answer)), batch_size=2_000)
    return headline


def _check_title(title: LocalizedText, edition: Edition | None) -> LocalizedText:
    """Return the title with one line in each language."""
    said = LocalizedText({tag: " ".join(text.split()) for tag, text in title.items()})
    if not said or (edition is not None and edition.languages[0] not in said):
        raise Refusal(_("Expected the text in the edition's own language."))
    if any(len(text) > bounds.TEXT_LENGTH for text in said.values()):
        raise Refusal(_("Expected a title of at most 500 characters."))
    return said


def _build_rows(headline: Headline, answer: Answer) -> list[HeadlineRow]:
    return [
        HeadlineRow(
            headline=headline,
            project_id=row.project,
            stage=row.stage,
            stage_entry=row.stage_entry,
            kind=row.kind,
            amount=row.amount,
            currency=row.currency,
            amount_entry=row.amount_entry,
            rate=row.rate,
            rate_day=row.rate_day,
            rate_source=row.rate_source,
            converted=row.converted,
            in_approval=row.in_approval,
        )
        for row in answer.rows
    ]
