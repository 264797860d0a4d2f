"""Questions that pages ask of an edition's kept flows: one economy's imports, or a bloc's."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.flow_files import (
    find_kept_flows,
    keep_flows,
    locate_kept,
    locate_prepared,
    locate_prepared_flows,
)
from fairlead.apps.trade.runs import ImportStudy, PreparedFlows, ProductMakers, is_ready
from fairlead.apps.trade.runs.flows import (
    find_makers,
    find_sorted_flows,
    open_flows_of,
    study_members,
)
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.input_errors import InvalidInput

CONCENTRATION = 0.4


def prepare_edition(edition: Edition) -> None:
    """Make the edition's flows ready, so that nobody who asks first has to wait for it.

    Nothing happens without flows, nor with such as have no product space: pages say so.
    """
    with suppress(InvalidInput):
        open_edition_flows(edition)


def prepare_fair(fair: Fair) -> Fair:
    """Return a fair that is not loaded yet with its flows made ready: its edition finds them so."""
    if fair.flows is None:
        return fair
    digest = keep_flows(fair.flows)
    prepare_kept(digest, fair.flows)
    ready = locate_prepared(digest, fair.flows)
    return replace(fair, flows=find_sorted_flows(fair.flows, ready))


def prepare_kept(digest: str, flows: FlowsSource) -> None:
    """Make flows ready that are kept under a digest; such as have no product space are left."""
    with suppress(InvalidInput):
        open_flows_of(locate_kept(digest, flows), locate_prepared(digest, flows))


def use_sorted_flows(edition: Edition, fair: Fair) -> Fair:
    """Return the edition's fair with its flows as they were made ready: sorted already."""
    if fair.flows is None:
        return fair
    return replace(fair, flows=find_sorted_flows(fair.flows, locate_prepared_flows(edition)))


def open_edition_flows(edition: Edition) -> PreparedFlows | None:
    """Return the edition's flows ready for questions; None when it has none.

    Raises InvalidInput for flows that this machine does not have or that have no product space.
    """
    source = find_kept_flows(edition)
    return None if source is None else open_flows_of(source, locate_prepared_flows(edition))


def study_edition(
    edition: Edition, members: Sequence[str], *, concentration: float = CONCENTRATION
) -> ImportStudy | None:
    """Return what the members cannot do without by the edition's flows; None when it has none.

    Raises InvalidInput as `study_imports` does, and for flows that are not on this machine.
    """
    source = find_kept_flows(edition)
    if source is None:
        return None
    return study_members(
        source, locate_prepared_flows(edition), tuple(members), concentration=concentration
    )


def ask_ahead(edition: Edition) -> int:
    """Ask of the flows what the edition's pages ask first; return how many answers there are now.

    The process remembers them, and how one economy and several that pool are asked about: the
    first visitor who chooses a bloc waits for that bloc alone. Nothing is made ready here.
    """
    with suppress(InvalidInput):
        if find_kept_flows(edition) is None or not is_ready(locate_prepared_flows(edition)):
            return 0
        known = open_edition_flows(edition)
        there = known.importers if known else ()
        asked = {(edition.partner_country,), (edition.country,), tuple(edition.bloc)}
        subjects = {tuple(one for one in members if one in there) for members in asked} - {()}
        return sum(study_edition(edition, members) is not None for members in sorted(subjects))
    return 0


def find_makers_in(
    edition: Edition, product: str, *, members: Sequence[str]
) -> ProductMakers | None:
    """Return who makes a product (bare code) or could, the members too; None without flows.

    Raises InvalidInput for a product that the flows do not have, or flows not on this machine.
    """
    source = find_kept_flows(edition)
    if source is None:
        return None
    return find_makers(source, locate_prepared_flows(edition), product, members=tuple(members))
