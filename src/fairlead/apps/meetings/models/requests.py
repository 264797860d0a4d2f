"""Meeting requests: who asks whom for what, how far it has come, and how it came there."""

from __future__ import annotations

from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.constraints import index_given, require_just_one, require_one_of, within
from fairlead.apps.fairs.models import CodedModel, Edition, Slot
from fairlead.apps.meetings.models.places import Place, Table
from fairlead.apps.people.models import Organisation, Participation, Role
from fairlead.apps.trade.models import Cooperation
from fairlead.folder import bounds
from fairlead.folder.choices import OPEN_STATES

# Of which a request may still be held, as a list of SQL.
OPEN_IN_SQL = f"({', '.join(repr(state) for state in OPEN_STATES)})"


class RequestState(models.TextChoices):
    """How far the request has come; from pending and from accepted it can go on."""

    PENDING = "pending", _("pending")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")


class Preference(models.TextChoices):
    """How much the one who asks wants the meeting."""

    MUST = "must", _("must")
    WOULD_LIKE = "would_like", _("would like")


class Side(models.TextChoices):
    """Whose answer a pending request waits for."""

    RECIPIENT = "recipient", _("who is asked")
    REQUESTER = "requester", _("who asks")


class MeetingRequest(CodedModel):
    """A participant's wish to meet an exhibitor, or another participant.

    With ``asking_firm`` the requester asks for the firm and may be followed by a colleague.
    ``assigned`` is who of the exhibitor's team takes the meeting, once somebody is named. A
    ``proposed`` slot waits for the side in ``turn``. ``changed_by`` is who made the last change;
    the database writes each into the history by itself.
    """

    requester = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="requests")
    asking_firm = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    recipient = models.ForeignKey(
        Exhibitor, on_delete=models.CASCADE, related_name="requests", null=True, blank=True
    )
    invitee = models.ForeignKey(
        Participation,
        on_delete=models.CASCADE,
        related_name="invitations",
        null=True,
        blank=True,
        db_index=False,
    )
    assigned = models.ForeignKey(
        Participation,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    author = models.ForeignKey(
        Participation,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    message = models.CharField(max_length=bounds.MESSAGE_LENGTH, blank=True, db_default="")
    preference = models.CharField(
        max_length=10,
        choices=Preference,
        default=Preference.WOULD_LIKE,
        db_default=Preference.WOULD_LIKE,
    )
    purpose = models.CharField(max_length=20, choices=Cooperation, blank=True, db_default="")
    weight = models.FloatField(default=1)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.PENDING)
    place = models.CharField(max_length=10, choices=Place, default=Place.STAND)
    slots = models.PositiveSmallIntegerField(default=1, db_default=1)
    link = models.URLField(max_length=500, blank=True, db_default="")
    locked = models.ForeignKey(
        Slot, on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    locked_table = models.ForeignKey(
        Table, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, db_index=False
    )
    turn = models.CharField(
        max_length=10, choices=Side, default=Side.RECIPIENT, db_default=Side.RECIPIENT
    )
    proposed = models.ForeignKey(
        Slot, on_delete=models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    reason = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, db_default="")
    changed_by = models.ForeignKey(
        Participation,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )

    class Meta(CodedModel.Meta):
        """That one of a pair is open at a time, and what follows what, is the SQL's."""

        indexes = (
            index_given("asking_firm", name="request_asking_firm_given"),
            index_given("invitee", name="request_invitee_given"),
            index_given("assigned", name="request_assigned_given"),
            index_given("author", name="request_author_given"),
            index_given("locked", name="request_locked_given"),
            index_given("locked_table", name="request_locked_table_given"),
            index_given("proposed", name="request_proposed_given"),
            index_given("changed_by", name="request_changed_by_given"),
        )
        constraints = (
            *CodedModel.Meta.constraints,
            require_just_one("recipient", "invitee", name="request_whom"),
            models.CheckConstraint(
                condition=Q(invitee__isnull=True) | ~Q(invitee=F("requester")),
                name="request_of_oneself",
            ),
            models.CheckConstraint(
                condition=Q(proposed__isnull=True) | Q(state="pending"), name="request_proposed"
            ),
            models.CheckConstraint(
                condition=Q(locked_table__isnull=True) | Q(place="table"),
                name="request_locked_table",
            ),
            within("weight", bounds.REQUEST_WEIGHT, name="request_weight"),
            within("slots", bounds.MEETING_SLOTS, name="request_slots"),
            require_one_of("state", RequestState, name="request_state"),
            require_one_of("place", Place, name="request_place"),
            require_one_of("preference", Preference, name="request_preference"),
            require_one_of("purpose", Cooperation, name="request_purpose", empty=True),
            require_one_of("turn", Side, name="request_turn"),
        )


class Answer(models.TextChoices):
    """What a further party says."""

    PENDING = "pending", _("pending")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class RequestParty(models.Model):
    """A third or further party of a request: an exhibitor, for whom ``attends`` comes, or a person.

    The first two parties are the request's own requester and recipient or invitee.
    """

    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="parties")
    exhibitor = models.ForeignKey(
        Exhibitor, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    attends = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.PENDING)

    class Meta:
        """A party once in a request."""

        constraints = (
            require_just_one("exhibitor", "participation", name="party_who"),
            models.UniqueConstraint(
                fields=("request", "exhibitor"),
                condition=Q(exhibitor__isnull=False),
                name="party_exhibitor_once",
            ),
            models.UniqueConstraint(
                fields=("request", "participation"),
                condition=Q(participation__isnull=False),
                name="party_person_once",
            ),
            require_one_of("answer", Answer, name="party_answer"),
        )

    def __str__(self) -> str:
        """Return the request and the answer."""
        return f"{self.request_id}: {self.answer}"


class Act(models.TextChoices):
    """What was done to a request."""

    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")
    PROPOSED = "proposed", _("another time proposed")
    HANDED = "handed", _("handed to a colleague")
    CHANGED = "changed", _("changed")


class RequestEvent(models.Model):
    """A change of a request, written by the database; rows are only added."""

    request = models.ForeignKey(MeetingRequest, on_delete=models.DO_NOTHING, related_name="events")
    at = models.DateTimeField(db_default=TransactionNow())
    """The same for all that one act changes."""
    act = models.CharField(max_length=10, choices=Act)
    by = models.ForeignKey(
        Participation,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    state = models.CharField(max_length=10, choices=RequestState)
    date = models.DateField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    # Null when who wrote it was erased.
    note = models.CharField(max_length=bounds.TEXT_LENGTH, blank=True, null=True, db_default="")

    class Meta:
        """In the order of what happened."""

        ordering = ("at", "id")
        indexes = (index_given("by", name="request_event_by_given"),)
        constraints = (
            require_one_of("act", Act, name="request_event_act"),
            require_one_of("state", RequestState, name="request_event_state"),
        )

    def __str__(self) -> str:
        """Return what was done to which request."""
        return f"{self.request_id}: {self.act}"


class RequestLimit(models.Model):
    """How many requests participants of a role may make in a day, and have unanswered at once.

    Several roles give the largest of their limits; who has none of these has the usual
    ones of `request_meeting`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, db_index=False)
    role = models.CharField(max_length=10, choices=Role)
    a_day = models.PositiveIntegerField()
    open_at_once = models.PositiveIntegerField()

    class Meta:
        """One for a role."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "role"), name="request_limit_once"),
            require_one_of("role", Role, name="request_limit_role"),
        )

    def __str__(self) -> str:
        """Return the role and the limits."""
        return f"{self.role}: {self.a_day} a day, {self.open_at_once} at once"


class PersonLimit(models.Model):
    """How many meetings a participant has at most, in a day (not the edition's) and in all.

    And how many at least, in all and on each day there, which drafts are planned for, and the slots
    of rest after each.
    """

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="meeting_limit", primary_key=True
    )
    a_day = models.PositiveSmallIntegerField(null=True, blank=True)
    in_all = models.PositiveSmallIntegerField(null=True, blank=True)
    at_least = models.PositiveSmallIntegerField(null=True, blank=True)
    least_a_day = models.PositiveSmallIntegerField(null=True, blank=True)
    rest = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        """Require at least one meeting: a row without one would state nothing."""

        constraints = (
            within("a_day", bounds.MEETINGS_PER_DAY, name="person_limit_a_day"),
            within("in_all", bounds.MEETINGS_IN_ALL, name="person_limit_in_all"),
            within("at_least", bounds.MEETINGS_IN_ALL, name="person_limit_at_least"),
            within("least_a_day", bounds.MEETINGS_PER_DAY, name="person_limit_least_a_day"),
            within("rest", bounds.REST, name="person_limit_rest"),
            models.CheckConstraint(
                condition=Q(a_day__isnull=False)
                | Q(in_all__isnull=False)
                | Q(at_least__isnull=False)
                | Q(least_a_day__isnull=False)
                | Q(rest__isnull=False),
                name="person_limit_given",
            ),
            models.CheckConstraint(
                condition=Q(at_least__lte=F("in_all")), name="person_limit_possible"
            ),
            models.CheckConstraint(
                condition=Q(least_a_day__lte=F("a_day")), name="person_limit_possible_a_day"
            ),
            models.CheckConstraint(
                condition=Q(least_a_day__lte=F("in_all")), name="person_limit_possible_days"
            ),
        )

    def __str__(self) -> str:
        """Return whose it is."""
        return f"{self.participation_id}"


class Block(models.Model):
    """That a participant wants no requests from another one."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, db_index=False)
    by = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="blocks")
    whom = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Somebody else, and once."""

        constraints = (
            models.UniqueConstraint(fields=("by", "whom"), name="block_once"),
            models.CheckConstraint(condition=~Q(by=F("whom")), name="block_another"),
        )

    def __str__(self) -> str:
        """Return who blocks whom."""
        return f"{self.by_id} blocks {self.whom_id}"
