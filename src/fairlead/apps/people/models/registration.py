"""As what one may register for an edition, what is asked, and what people answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_at_least, require_one_of
from fairlead.apps.fairs.models import CodedModel
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.folder.localized_text import LocalizedText


class TypeRole(models.TextChoices):
    """What a participation of a type is there as; nobody registers as the organiser's staff."""

    VISITOR = "visitor", _("visitor")
    BUYER = "buyer", _("buyer")
    EXHIBITOR = "exhibitor", _("exhibitor")
    SPEAKER = "speaker", _("speaker")
    DELEGATE = "delegate", _("delegate")
    PRESS = "press", _("press")


class ParticipationType(CodedModel):
    """As what one may register: with a quota, a price paid elsewhere, and times.

    ``taken`` is how many have a place: registered or approved. The database counts it with every
    change of a participation and keeps it within the quota under concurrent writes. Who registers
    has meetings on the ``meeting_days`` until that person says otherwise; without any, on all days.
    """

    name = LocalizedTextField()
    description = LocalizedTextField(blank=True, long=True)
    role = models.CharField(max_length=10, choices=TypeRole, default=TypeRole.VISITOR)
    quota = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    price = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    needs_approval = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    meeting_days = ArrayField(models.DateField(), blank=True, default=list, db_default=[])

    class Meta(CodedModel.Meta):
        """What the database keeps."""

        ordering = ("position", "id")
        constraints = (
            *CodedModel.Meta.constraints,
            require_one_of("role", TypeRole, name="participation_type_role"),
            models.CheckConstraint(
                condition=Q(quota__isnull=True) | Q(taken__lte=F("quota")),
                name="participation_type_quota",
            ),
            require_at_least("price", 0, name="participation_type_price"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="participation_type_times",
            ),
            # People of a firm or a country are approved by an organiser.
            models.CheckConstraint(
                condition=Q(needs_approval=True) | Q(role__in=(TypeRole.VISITOR, TypeRole.BUYER)),
                name="participation_type_approved",
            ),
        )

    @property
    def is_open(self) -> bool:
        """Return whether one may register now."""
        now = timezone.now()
        return (self.opens_at is None or self.opens_at <= now) and (
            self.closes_at is None or now < self.closes_at
        )

    @property
    def opens_later(self) -> bool:
        """Return whether one may register only from a moment that is still to come."""
        return self.opens_at is not None and timezone.now() < self.opens_at

    @property
    def places_left(self) -> int | None:
        """Return how many places are left; None where there is no quota."""
        return None if self.quota is None else max(0, self.quota - self.taken)


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    TEXT = "text", _("in words")
    YES_NO = "yes_no", _("yes or no")
    CHOICE = "choice", _("one of several")


class Question(models.Model):
    """A question of a participation type; ``choices`` are texts in the edition's languages."""

    type = models.ForeignKey(ParticipationType, on_delete=models.CASCADE, related_name="questions")
    text = LocalizedTextField()
    kind = models.CharField(max_length=10, choices=QuestionKind, default=QuestionKind.TEXT)
    choices = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """In the organiser's order."""

        ordering = ("position", "id")
        constraints = (require_one_of("kind", QuestionKind, name="question_kind"),)

    def __str__(self) -> str:
        """Return the question."""
        return str(self.text)

    def find_choice(self, answer: str, languages: Sequence[str]) -> LocalizedText | None:
        """Return the choice an answer names; None when none is called so any more.

        One that was given a text in an earlier language since is found by the others.
        """
        named = (one for one in self.choices if name_choice(one, languages) == answer)
        said = (one for one in self.choices if answer in one.values())
        found = next(named, None) or next(said, None)
        return LocalizedText(found) if found else None


def name_choice(choice: Mapping[str, str], languages: Sequence[str]) -> str:
    """Return what an answer keeps of a choice: its words in the edition's first language there is.

    Words and not a position: when choices change, an answer still says what was chosen.
    """
    return next((choice[tag] for tag in languages if choice.get(tag)), "")


class AnswerGiven(models.Model):
    """What somebody answered: words, ``yes``, or a choice as `name_choice` keeps it."""

    participation = models.ForeignKey(
        "people.Participation", on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=2000)

    class Meta:
        """A question is answered once."""

        constraints = (
            models.UniqueConstraint(fields=("participation", "question"), name="answer_once"),
        )

    def __str__(self) -> str:
        """Return the answer."""
        return self.value
