"""What a chain finds is recorded beside it: whole, in order, and not at all after an error."""

from __future__ import annotations

import time
from dataclasses import replace

import psycopg
import pytest
from django.db import IntegrityError, connection

from fairlead.apps.fairs.models import Edition, Run
from fairlead.apps.meetings.models import Timetable, TimetableState
from fairlead.apps.pipeline.publisher import Publisher
from fairlead.apps.pipeline.runs import Recorder
from fairlead.apps.transfer.load import load_fair
from fairlead.chain.run import ChainResult, run_chain
from fairlead.chain.scheduling.background import BackgroundTimetable, GivenUp
from fairlead.demo.fair import make_fair
from fairlead.demo.size import SMALL
from fairlead.folder.fair import Fair

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Fair:
    """Return a synthetic fair without flows."""
    size = replace(SMALL, exhibitors=20, visitors=60, buyers=10, requests=120)
    path = tmp_path_factory.mktemp("fair") / "flows.parquet"
    return replace(make_fair(size=size, seed=5, flows_path=path)[0], flows=None)


@pytest.fixture(scope="module")
def found(fair: Fair) -> ChainResult:
    """Return what the chain finds in it."""
    return run_chain(fair, seed=3)


def ignore(_seconds: float) -> None:
    """Take no note of how long recording took."""


def test_what_is_found_is_released_in_the_order_in_which_it_is_found(fair: Fair) -> None:
    edition = load_fair(fair)
    recorded: list[str] = []
    with Publisher(lambda: Recorder(edition, fair, seed=3)) as publisher:
        made = BackgroundTimetable(
            fair, seed=3, then=lambda part: publisher.publish(part, lambda _: recorded.append("t"))
        )
        run_chain(
            fair,
            seed=3,
            timetable=made,
            found=lambda part: publisher.publish(
                part, lambda _: recorded.append(str(part.step.name))
            ),
        )
    assert sorted(recorded) == ["dependency", "matching", "portfolio", "t"]
    runs = Run.objects.filter(edition=edition).values_list("step", flat=True)
    assert sorted(runs) == ["matching", "portfolio", "scheduling"]  # without flows none is skipped
    assert Timetable.objects.get(edition=edition, version=1).state == TimetableState.RELEASED


def test_an_error_beside_the_timetable_ends_its_search(fair: Fair) -> None:
    with pytest.raises(ValueError, match="beside"), BackgroundTimetable(fair, seed=3) as made:
        raise ValueError("beside")
    assert made.is_done
    with pytest.raises(GivenUp):
        made.wait()


def test_an_error_of_recording_is_raised_and_nothing_more_is_recorded(
    fair: Fair, found: ChainResult
) -> None:
    edition = load_fair(fair)
    recorder = Recorder(edition, fair, seed=3)
    Edition.objects.filter(pk=edition.pk).update(code="other")
    edition.pk = 0  # nobody's
    with pytest.raises(IntegrityError):
        _publish_both(recorder, found)
    assert not Run.objects.exists()


def test_an_error_of_loading_is_raised_and_nothing_is_recorded(found: ChainResult) -> None:
    def fail() -> Recorder:
        raise ValueError("not loaded")

    with pytest.raises(ValueError, match="not loaded"), Publisher(fail) as publisher:
        publisher.publish(found.choice, ignore)
    with pytest.raises(ValueError, match="not loaded"):
        _ = publisher.edition
    assert not Run.objects.exists()


def _publish_both(recorder: Recorder, found: ChainResult) -> None:
    with Publisher(lambda: recorder) as publisher:
        publisher.publish(found.timetable, ignore)
        publisher.publish(found.choice, ignore)


def test_who_leaves_with_an_error_waits_for_no_statement(fair: Fair, found: ChainResult) -> None:
    edition = load_fair(fair)
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    settings.pop("context", None)
    with psycopg.connect(**settings) as other:
        other.execute("SELECT FROM fairs_edition WHERE id = %s FOR UPDATE", (edition.pk,))
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            _interrupt_when_blocked(Recorder(edition, fair, seed=3), found, other)
        assert time.monotonic() - began < 30.0  # it would be for ever
    assert not Run.objects.exists()


def _interrupt_when_blocked(
    recorder: Recorder, found: ChainResult, other: psycopg.Connection
) -> None:
    with Publisher(lambda: recorder) as publisher:
        publisher.publish(found.timetable, ignore)
        publisher.publish(found.choice, ignore)
        _wait_until_blocked(other)
        raise KeyboardInterrupt


def _wait_until_blocked(connection: psycopg.Connection) -> None:
    """Return when a statement waits for what this connection holds."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(500):
        row = connection.execute(waiting).fetchone()
        if row is not None and row[0]:
            return
        time.sleep(0.02)
    raise AssertionError("Expected the publisher to wait for the edition.")
