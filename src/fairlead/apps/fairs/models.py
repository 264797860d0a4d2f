"""An edition of a fair, its slots, and the runs of the engines over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import (
    amounts_within,
    each_within,
    require_at_least,
    require_one_of,
    within,
)
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.folder import bounds
from fairlead.folder.language_columns import OLD_LANGUAGES
from fairlead.ui.spoken import choose_for_reader


class FlowKind(models.TextChoices):
    """How the trade flows are written."""

    TABLE = "table", _("table")
    BACI = "baci", "BACI"
    COMTRADE = "comtrade", "Comtrade"
    WITS = "wits", "WITS"
    EUROSTAT = "eurostat", "Eurostat"
    ATLAS = "atlas", _("Atlas of Economic Complexity")


def first_languages() -> list[str]:
    """Return the languages of an edition that declares none."""
    return list(OLD_LANGUAGES)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions."""

    def with_stamps(self) -> EditionQuerySet:
        """Return the editions with their stamps, read by the same query."""
        stamps = Func(F("pk"), function="fairs_stamps", output_field=models.JSONField())
        return self.annotate(read_stamps=stamps)


EditionManager = models.Manager.from_queryset(EditionQuerySet)


class Edition(models.Model):
    """One year of a fair, as fair.toml states it; its own language is the first of them.

    The database counts changes of the edition and of what visitors see of it, by table: slots,
    halls, stands, exhibitors, products, offers, needs, the programme with its speakers, projects,
    runs, dependencies and lists (the tables given to `fairs_watch` and `fairs_watch_through` in the
    migrations). What was made of some tables under their ``stamps`` is right for as long as the
    edition bears these (`fairlead.apps.fairs.stamped_cache`). Meetings have the stamp of their
    timetable.
    """

    code = models.SlugField(max_length=64, unique=True)
    name = LocalizedTextField()
    number = models.PositiveIntegerField()
    city = LocalizedTextField()
    languages = ArrayField(
        models.CharField(max_length=bounds.LANGUAGE_TAG_LENGTH), default=first_languages
    )
    country = models.CharField(max_length=3)
    first_day = models.DateField()
    days = models.PositiveSmallIntegerField()
    time_zone = models.CharField(max_length=64)
    partner_country = models.CharField(max_length=3, blank=True, default="")
    bloc = ArrayField(models.CharField(max_length=3), blank=True, default=list)
    currency = models.CharField(max_length=3)

    first_slot = models.TimeField()
    slot_minutes = models.PositiveSmallIntegerField()
    slots_per_day = models.PositiveSmallIntegerField()
    # Days that have others, each with its slots in order: [["2023-07-11", ["10:00-10:45"]]].
    own_days = models.JSONField(default=list, blank=True)
    # Days with the fair's own hours, in order: [["2023-07-11", "10:00:00", "18:00:00"]].
    opening = models.JSONField(default=list, blank=True, db_default=[])
    tables = models.PositiveIntegerField(default=0)
    max_meetings_per_day = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whether a timetable without the least meetings of everybody is none.
    least_required = models.BooleanField(default=False, db_default=False)

    flows_source = models.CharField(max_length=500, blank=True, default="")
    flows_digest = models.CharField(max_length=64, blank=True, default="")
    flows_kind = models.CharField(max_length=10, blank=True, default="", choices=FlowKind)
    flows_classification = models.CharField(max_length=10, blank=True, default="")
    flows_unit = models.CharField(max_length=500, blank=True, default="")
    flows_years = ArrayField(models.PositiveSmallIntegerField(), blank=True, default=list)

    discount_rate = models.FloatField(null=True, blank=True)
    budgets_first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Pairs of an economy and its amounts: a JSON object would lose their order.
    budgets = models.JSONField(blank=True, default=list)
    budgets_beyond = models.CharField(max_length=9, default="unlimited")
    sunk_flows = models.CharField(max_length=8, default="left_out")

    loaded_at = models.DateTimeField(auto_now_add=True)

    objects = EditionManager()

    class Meta:
        """Rules the database keeps."""

        constraints = (
            models.CheckConstraint(condition=Q(languages__len__gte=1), name="edition_languages"),
            within("number", bounds.EDITION_NUMBER, name="edition_number"),
            models.CheckConstraint(
                condition=Q(first_day__gte=bounds.FIRST_DATE, first_day__lte=bounds.LAST_DATE),
                name="edition_first_day",
            ),
            within("days", bounds.DAYS, name="edition_days"),
            within("slot_minutes", bounds.SLOT_MINUTES, name="edition_slot_minutes"),
            within("slots_per_day", bounds.SLOTS_PER_DAY, name="edition_slots_per_day"),
            within("tables", bounds.TABLES, name="edition_tables"),
            within("max_meetings_per_day", bounds.MEETINGS_PER_DAY, name="edition_max_meetings"),
            within("discount_rate", bounds.SHARE, name="edition_discount_rate"),
            within("budgets_first_year", bounds.YEAR, name="edition_budgets_first_year"),
            amounts_within(
                "budgets", bounds.MONEY, at_most=bounds.YEARS_OF_MONEY, name="edition_budgets"
            ),
            each_within(
                "flows_years", bounds.YEAR, at_most=bounds.CODES, name="edition_flows_years"
            ),
            require_one_of("flows_kind", FlowKind, name="edition_flows_kind", empty=True),
        )

    def __str__(self) -> str:
        """Return the name in the visitor's language."""
        return choose_for_reader(self.languages)(self.name)

    @cached_property
    def stamps(self) -> Mapping[str, int]:
        """Return the stamps by table, as of when they are first asked for or were read with it."""
        known = self.__dict__.get("read_stamps")
        if known is None:
            known = Edition.objects.with_stamps().get(pk=self.pk).__dict__["read_stamps"]
        return cast("Mapping[str, int]", known)

    def refresh_from_db(self, *args: Any, **named: Any) -> None:
        """Read it again, its stamps too."""
        self.__dict__.pop("stamps", None)
        self.__dict__.pop("read_stamps", None)
        super().refresh_from_db(*args, **named)

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone of the city."""
        return ZoneInfo(self.time_zone)

    @property
    def last_day(self) -> dt.date:
        """Return the last day of the fair."""
        return self.first_day + dt.timedelta(days=self.days - 1)

    def is_over(self, now: dt.datetime) -> bool:
        """Return whether its last day is over, by its own clock."""
        return dt.datetime.combine(self.last_day, dt.time.max, self.zone) < now

    @property
    def dates(self) -> list[dt.date]:
        """Return the days of the fair in order."""
        return [self.first_day + dt.timedelta(days=day) for day in range(self.days)]

    @property
    def opening_hours(self) -> list[tuple[dt.date, dt.time, dt.time]]:
        """Return the days of the fair that say when it is open, in order, with these times."""
        return [
            (
                dt.date.fromisoformat(date),
                dt.time.fromisoformat(opens),
                dt.time.fromisoformat(closes),
            )
            for date, opens, closes in self.opening
            if dt.date.fromisoformat(date) in self.dates
        ]


class Stamp(models.Model):
    """A part of the count of changes of a table in an edition; the sum of the parts is the stamp.

    Only the database writes them: a transaction takes a row that nobody else holds, of the slot
    that its session's number gives it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    part = models.CharField(max_length=63)
    slot = models.SmallIntegerField(db_default=0)
    changes = models.BigIntegerField()

    class Meta:
        """Summed by edition and table."""

        indexes = (models.Index(fields=("edition", "part", "slot"), name="stamp_of_part"),)

    def __str__(self) -> str:
        """Return the table and the count."""
        return f"{self.part} {self.changes}"


class CodedModel(models.Model):
    """A row that a fair folder names: its id there is ``code``, unique in the edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, db_index=False)
    code = models.CharField(max_length=64)

    class Meta:
        """One code once in an edition."""

        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=("edition", "code"), name="%(class)s_code"),
        )

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class Slot(models.Model):
    """A meeting slot: the ``number``-th of its day, from 1.

    So many of the shared ``tables`` can be used in it at once; null for all of them.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="slots", db_index=False
    )
    date = models.DateField()
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tables = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        """In the order of time; each once."""

        ordering = ("date", "number")
        constraints = (
            models.UniqueConstraint(fields=("edition", "date", "number"), name="slot_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_length"),
            require_at_least("number", 1, name="slot_from_one"),
            within("tables", bounds.TABLES, name="slot_tables"),
        )

    def __str__(self) -> str:
        """Return the day and the number."""
        return f"{self.date} #{self.number}"


class Step(models.TextChoices):
    """The step of the chain."""

    DEPENDENCY = "dependency", _("dependency")
    MATCHING = "matching", _("matching")
    SCHEDULING = "scheduling", _("scheduling")
    PORTFOLIO = "portfolio", _("portfolio")
    PROGRAMME = "programme", _("programme")


class Run(models.Model):
    """One run of an engine over an edition, with what is needed to repeat and to judge it.

    ``objective`` counts ``measure`` and never exceeds ``bound``; ``seconds`` is the step's time.
    ``said`` are the sentences of ``summary`` with their figures apart, to be said in a reader's
    language; empty in runs of before.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="runs")
    step = models.CharField(max_length=20, choices=Step)
    engine_version = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    seed = models.BigIntegerField()
    input_digest = models.CharField(max_length=64)
    status = models.CharField(max_length=40)
    summary = models.TextField(blank=True, default="")
    said = models.JSONField(blank=True, default=list)
    measure = models.CharField(max_length=200, blank=True, default="")
    objective = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    seconds = models.FloatField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The newest first."""

        ordering = ("-recorded_at", "-id")
        constraints = (
            require_one_of("step", Step, name="run_step"),
            require_at_least("seconds", 0, name="run_seconds"),
        )

    def __str__(self) -> str:
        """Return the step and what it reached."""
        return f"{self.step}: {self.status}"


class VersionState(models.TextChoices):
    """Who sees a version: a draft is the organiser's, the released one everybody's."""

    DRAFT = "draft", _("draft")
    RELEASED = "released", _("released")
    SUPERSEDED = "superseded", _("superseded")


class Version(models.Model):
    """A version of what an engine found for an edition; of each kind at most one is released."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="%(class)ss", db_index=False
    )
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="%(class)s")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One released version in an edition; a draft was never released."""

        abstract = True
        ordering: ClassVar[tuple[str, ...]] = ("version",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=("edition", "version"), name="%(class)s_version"),
            models.UniqueConstraint(
                fields=("edition",), condition=Q(state="released"), name="%(class)s_one_released"
            ),
            require_one_of("state", VersionState, name="%(class)s_state"),
            models.CheckConstraint(
                condition=Q(state="draft", released_at__isnull=True)
                | (~Q(state="draft") & Q(released_at__isnull=False)),
                name="%(class)s_released_at",
            ),
            require_at_least("version", 1, name="%(class)s_version_from_one"),
        )

    def __str__(self) -> str:
        """Return the version and the state."""
        return f"{self.version} ({self.state})"


class History(models.Model):
    """What a thing of an edition was from a moment on, until the next row of its key.

    The database writes it with every change (`fairs_watch_history`), and the application may only
    read it; see `fairlead.apps.fairs.history`. ``state`` is null where there is no such thing any
    more. ``edition`` is the code: history outlives what it is about.
    """

    edition = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    since = models.DateTimeField()
    state = models.JSONField(null=True)
    # The transaction, of which a thing has one row.
    written_by = models.BigIntegerField(null=True, editable=False)

    class Meta:
        """One state of a thing at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=("edition", "kind", "key", "since"), name="history_since"
            ),
        )

    def __str__(self) -> str:
        """Return what it is about, and since when."""
        return f"{self.kind} {self.key} {self.since}"
