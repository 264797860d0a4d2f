"""The organiser's rules of pages, passes and the marketplace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.domain.set_passes import set_passes
from fairlead.apps.people.models import Organisation, PassQuota
from fairlead.apps.trade.models import MarketRules, ShareState, StandShare

_FIELDS = ("moderated", "entry_days", "remind_days", "passes_base", "metres_a_pass")
# By the stand: co-exhibitors have the base alone, for the stand's metres are its host's.
_GIVE = """
INSERT INTO people_passquota (organisation_id, quota, set_by_hand)
SELECT exhibitor.organisation_id,
    %(base)s + CASE WHEN %(metres)s::int IS NULL OR EXISTS (
        SELECT FROM trade_standshare share
        WHERE share.guest_id = exhibitor.organisation_id AND share.state = 'accepted'
    ) THEN 0 ELSE floor(stand.width * stand.depth / %(metres)s::int)::int END, false
FROM exhibition_exhibitor exhibitor JOIN exhibition_stand stand ON stand.id = exhibitor.stand_id
WHERE exhibitor.edition_id = %(edition)s
ORDER BY exhibitor.organisation_id
ON CONFLICT (organisation_id) DO UPDATE SET quota = excluded.quota
WHERE NOT people_passquota.set_by_hand
"""


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
            give_passes(rules)
    return rules


def give_passes(rules: MarketRules) -> int:
    """Return how many exhibitors have passes by their stands from now on.

    Those whose quota was set by hand keep it.
    """
    if rules.passes_base is None:
        return 0
    given = {
        "base": rules.passes_base,
        "metres": rules.metres_a_pass,
        "edition": rules.edition_id,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GIVE, given)
        return int(cursor.rowcount)


def ensure_passes(organisation: Organisation, *, by: Doer) -> None:
    """See to it that an exhibitor has the passes of its stand; one that has any keeps them."""
    rules = MarketRules.objects.filter(edition=organisation.edition_id).first()
    if rules is None or rules.passes_base is None:
        return
    if PassQuota.objects.filter(organisation=organisation).exists():
        return
    found = Exhibitor.objects.select_related("stand").filter(organisation=organisation).first()
    if found is None:
        return
    shares = StandShare.objects.filter(guest=organisation, state=ShareState.ACCEPTED).exists()
    metres = 0.0 if shares else found.stand.width * found.stand.depth
    more = int(metres // rules.metres_a_pass) if rules.metres_a_pass else 0
    set_passes(organisation, rules.passes_base + more, by_hand=False, by=by)
