"""The organiser's rules of pages, passes and the marketplace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.domain.set_passes import set_passes
from fairlead.apps.people.models import Organisation, PassQuota
from fairlead.apps.trade.models import MarketRules
from fairlead.folder import bounds

_FIELDS = ("moderated", "entry_days", "remind_days", "passes_base", "metres_a_pass")
# By the stand, of one exhibitor or of all: co-exhibitors have the base alone, for the metres of the
# stand are its host's.
_BY_STAND = """
SELECT exhibitor.organisation_id,
    least(%(most)s, %(base)s + CASE WHEN %(metres)s::int IS NULL OR EXISTS (
        SELECT FROM trade_standshare share
        WHERE share.guest_id = exhibitor.organisation_id AND share.state = 'accepted'
    ) THEN 0 ELSE floor(stand.width * stand.depth / %(metres)s::int)::int END)
FROM exhibition_exhibitor exhibitor JOIN exhibition_stand stand ON stand.id = exhibitor.stand_id
WHERE exhibitor.edition_id = %(edition)s
    AND (%(only)s::bigint IS NULL OR exhibitor.organisation_id = %(only)s)
ORDER BY exhibitor.organisation_id
"""
_GIVE = f"""
INSERT INTO people_passquota (organisation_id, quota, set_by_hand)
SELECT by_stand.*, false FROM ({_BY_STAND}) AS by_stand
ON CONFLICT (organisation_id) DO UPDATE SET quota = excluded.quota
WHERE NOT people_passquota.set_by_hand
"""  # noqa: S608  words of ours


def set_market_rules(edition: Edition, values: Mapping[str, Any], *, by: Doer) -> MarketRules:
    """Return the rules as they are from now on; passes follow where they are given by stand."""
    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        rules, _made = MarketRules.objects.get_or_create(edition=edition)
        before = {name: getattr(rules, name) for name in _FIELDS}
        for name in _FIELDS:
            setattr(rules, name, values[name])
        rules.save()
        after = {name: getattr(rules, name) for name in _FIELDS}
        record_change("set_market_rules", rules, by=by, edition=edition, before=before, after=after)
        if rules.passes_base is not None:
            give_passes(rules, by=by)
    return rules


def give_passes(rules: MarketRules, *, by: Doer) -> int:
    """Return how many exhibitors have passes by their stands from now on.

    Those whose quota was set by hand keep it.
    """
    if rules.passes_base is None:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GIVE, _read_rule(rules))
        given = int(cursor.rowcount)
        after = {"base": rules.passes_base, "metres": rules.metres_a_pass, "exhibitors": given}
        record_change("give_passes", rules.edition, by=by, edition=rules.edition, after=after)
        return given


def ensure_passes(organisation: Organisation, *, by: Doer) -> None:
    """See to it that an exhibitor has the passes of its stand; one that has any keeps them."""
    rules = MarketRules.objects.filter(edition=organisation.edition_id).first()
    if rules is None or rules.passes_base is None:
        return
    if PassQuota.objects.filter(organisation=organisation).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(_BY_STAND, _read_rule(rules, only=organisation.pk))
        found = cursor.fetchone()
    if found is not None:
        set_passes(organisation, found[1], by_hand=False, by=by)


def _read_rule(rules: MarketRules, *, only: int | None = None) -> dict[str, int | None]:
    """Return what the statements ask for: passes, square metres a pass, whose exhibitors."""
    return {
        "base": rules.passes_base,
        "metres": rules.metres_a_pass,
        "edition": rules.edition_id,
        "only": only,
        "most": int(bounds.PASSES.high),
    }
