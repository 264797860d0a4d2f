"""What the matching engine found: lists of partners, makers of needs, and their measures."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.fairs.constraints import require_at_least, require_just_one, require_one_of
from fairlead.apps.fairs.models import Run, Version
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation, Participation
from fairlead.apps.trade.models.market import Need


class Matching(Version):
    """A version of all the lists of an edition; at most one is released."""

    class Meta(Version.Meta):
        """As every version."""


class PartnerKind(models.TextChoices):
    """Who is recommended."""

    ORGANISATION = "organisation", _("organisation")
    PERSON = "person", _("person")


class Reason(models.Model):
    """Why a partner was recommended, in words that many places of many lists share."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="reasons")
    words = LocalizedTextField(blank=True, long=True, checked=False)

    def __str__(self) -> str:
        """Return the words in any language."""
        return str(self.words)


class MatchList(models.Model):
    """The partners recommended to an organisation or a participant (the owner), the best first.

    ``partners`` are ids of organisations or of participations, as ``partner_kind`` says. Place by
    place, ``scores`` order the list, ``mutual`` is the expected chance that both sides agree, and
    ``reasons`` are ids of `Reason`. A list is one row because it is made, read and replaced as a
    whole, and a large fair has half a million places in its lists.
    """

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="match_lists", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="match_lists", null=True, blank=True
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="match_lists", null=True, blank=True
    )
    partner_kind = models.CharField(max_length=12, choices=PartnerKind)
    partners = ArrayField(models.BigIntegerField())
    scores = ArrayField(models.FloatField())
    mutual = ArrayField(models.FloatField())
    reasons = ArrayField(models.BigIntegerField())

    class Meta:
        """One owner, one list of each kind of partner in a run, all columns equally long."""

        constraints = (
            require_just_one("organisation", "participation", name="match_list_owner"),
            models.UniqueConstraint(
                fields=("run", "organisation", "participation", "partner_kind"),
                name="match_list_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(partners__len=F("scores__len"))
                & Q(partners__len=F("mutual__len"))
                & Q(partners__len=F("reasons__len")),
                name="match_list_length",
            ),
            require_one_of("partner_kind", PartnerKind, name="match_list_partner_kind"),
        )

    def __str__(self) -> str:
        """Return how many partners it has."""
        return f"{len(self.partners)} partners in run {self.run_id}"


class MakerBasis(models.TextChoices):
    """Why a maker stands on a need's list, the best first."""

    OFFERS = "offers", _("they offer it")
    NEAR = "near", _("they make something near")
    ECONOMY = "economy", _("their economy could")


class MakerList(models.Model):
    """The exhibitors that could make what a need asks for, the best first.

    Place by place: ``makers`` are ids of organisations, ``scores`` lie between 0 and 1, ``offers``
    are ids of the offers that fit best (0 where only the product space or the economy speaks for
    the maker), ``reasons`` say why, ``bases`` on what (`MakerBasis`; none in lists of before they
    were kept). One row, as `MatchList`; found from the maker's side by its index.
    """

    matching = models.ForeignKey(
        Matching, on_delete=models.CASCADE, related_name="maker_lists", db_index=False
    )
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="maker_lists")
    makers = ArrayField(models.BigIntegerField())
    scores = ArrayField(models.FloatField())
    offers = ArrayField(models.BigIntegerField())
    reasons = ArrayField(LocalizedTextField(checked=False))
    bases = ArrayField(models.CharField(max_length=8, choices=MakerBasis), default=list, blank=True)

    class Meta:
        """A need has one list in a version; all columns are equally long."""

        constraints = (
            models.UniqueConstraint(fields=("matching", "need"), name="maker_list_once"),
            models.CheckConstraint(
                condition=Q(makers__len=F("scores__len"))
                & Q(makers__len=F("offers__len"))
                & Q(makers__len=F("reasons__len")),
                name="maker_list_length",
            ),
            models.CheckConstraint(
                condition=Q(bases__len__isnull=True)
                | Q(bases__len=0)
                | Q(bases__len=F("makers__len")),
                name="maker_list_bases",
            ),
        )
        indexes = (GinIndex(fields=("makers",), name="maker_list_makers"),)

    def __str__(self) -> str:
        """Return how many makers it has."""
        return f"{len(self.makers)} makers of need {self.need_id}"


class MakerGroup(models.Model):
    """Exhibitors that cover the steps of a need together; the ``number``-th best, from 1.

    ``covers`` holds for each of the ``members`` (ids of organisations) the steps it covers: product
    codes and forms of cooperation. ``missing`` are steps nobody covers. No group of this kind costs
    less than ``bound``, and ``proved`` says that this one costs no more.
    """

    matching = models.ForeignKey(
        Matching, on_delete=models.CASCADE, related_name="maker_groups", db_index=False
    )
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="maker_groups")
    number = models.PositiveSmallIntegerField()
    members = ArrayField(models.BigIntegerField())
    covers = models.JSONField()
    cost = models.FloatField()
    bound = models.FloatField()
    proved = models.BooleanField()
    missing = ArrayField(models.CharField(max_length=64))

    class Meta:
        """A number once for a need in a version; each member covers something."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("matching", "need", "number"), name="maker_group_once"),
            require_at_least("number", 1, name="maker_group_from_one"),
            models.CheckConstraint(
                condition=Q(members__len=Func("covers", function="jsonb_array_length")),
                name="maker_group_covers",
            ),
        )

    def __str__(self) -> str:
        """Return how many members it has."""
        return f"group {self.number} of {len(self.members)} for need {self.need_id}"


class MeasureOf(models.TextChoices):
    """What is measured."""

    LISTS = "lists", _("lists")
    FILTER = "filter", _("filter")


class ListMeasure(models.Model):
    """A measure of one market's lists: coverage, Gini and the like, or what a filter took.

    A market is named by its two sides (``organisation-person``); ``side`` is the one shown, empty
    for what concerns the market as a whole.
    """

    matching = models.ForeignKey(
        Matching, on_delete=models.CASCADE, related_name="measures", db_index=False
    )
    market = models.CharField(max_length=40)
    about = models.CharField(max_length=10, choices=MeasureOf)
    side = models.CharField(max_length=20, blank=True, default="")
    name = models.CharField(max_length=60)
    value = models.FloatField()

    class Meta:
        """Each once in a version, in the order they were found."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("matching", "market", "about", "side", "name"), name="list_measure_once"
            ),
            require_one_of("about", MeasureOf, name="list_measure_about"),
        )

    def __str__(self) -> str:
        """Return the measure and its value."""
        return f"{self.name}: {self.value:g}"


class Standing(models.Model):
    """How a participant stands in a market: how asked for, how often shown, how well served.

    ``price`` is the share the congestion price takes off every score with it, null without meetings
    left; ``asked`` the requests to expect, ``capacity`` the meetings left, ``filled`` the share of
    them the market expects to fill; ``shown`` the lists it is on; ``listed`` the entries of its
    own list. Where that is empty, ``stopped`` says how many of the others each filter took.
    """

    matching = models.ForeignKey(
        Matching, on_delete=models.CASCADE, related_name="standings", db_index=False
    )
    market = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="standings", null=True, blank=True
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="standings", null=True, blank=True
    )
    price = models.FloatField(null=True, blank=True)
    filled = models.FloatField()
    capacity = models.FloatField()
    shown = models.PositiveIntegerField()
    asked = models.FloatField()
    coded = models.BooleanField()
    listed = models.PositiveIntegerField()
    stopped = models.JSONField(default=dict, blank=True)

    class Meta:
        """A participant once in a market of a version."""

        constraints = (
            require_just_one("organisation", "participation", name="standing_of_one"),
            models.UniqueConstraint(
                fields=("matching", "market", "organisation", "participation"),
                name="standing_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        """Return the market and how often it is shown."""
        return f"{self.market}: on {self.shown} lists"


class Surface(models.TextChoices):
    """Where a list is shown; each names the kind of its owner and of its targets."""

    NEED_MAKERS = "need_makers", _("makers of a need")
    NEED_GROUPS = "need_groups", _("groups for a need")
    EXHIBITOR_NEEDS = "exhibitor_needs", _("needs an exhibitor could serve")
    PARTNERS = "partners", _("people to meet")


class ShownList(models.Model):
    """That a list was shown: to whom, which version, and who stood where with what score.

    ``owner`` is the id of the need, the organisation or the participation the list is for, as the
    surface says; ``targets`` are ids of what it named, with their ``ranks`` and ``scores``.
    Rows are only added, and at most one for a list, a viewer and an hour: who looks again within
    the hour is shown the same. Of an anonymous viewer nothing is kept.
    """

    # Kept apart from the version's row: writing the log must never wait for the version's removal.
    matching = models.ForeignKey(
        Matching, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    surface = models.CharField(max_length=16, choices=Surface)
    owner = models.BigIntegerField()
    viewer = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    first_rank = models.PositiveIntegerField(default=1)
    hour = models.DateTimeField()
    targets = ArrayField(models.BigIntegerField())
    ranks = ArrayField(models.IntegerField())
    scores = ArrayField(models.FloatField())

    class Meta:
        """Once an hour for a viewer; all columns are equally long."""

        constraints = (
            models.UniqueConstraint(
                fields=("matching", "surface", "owner", "viewer", "first_rank", "hour"),
                name="shown_list_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(targets__len=F("ranks__len")) & Q(targets__len=F("scores__len")),
                name="shown_list_length",
            ),
            require_one_of("surface", Surface, name="shown_list_surface"),
        )

    def __str__(self) -> str:
        """Return where it was shown and how long it was."""
        return f"{self.surface}: {len(self.targets)} entries"
