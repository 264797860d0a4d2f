"""The worker: does background work and sends mail, until it is told to stop.

Our threads run beside Procrastinate's loops. The sweeper looks for work that nobody is at
any more: no job of the queue, for such a job may be stranded itself. Another ends the requests
for meetings whose time to be answered is over, gives up meetings that somebody did not come to,
and reminds people. A third looks after the marketplace: it ends offers and needs, reminds their
owners and tells watchers of what is new; a fourth removes pictures that nothing shows and forgets
what editions kept long enough. The mailer sends what is due from the outbox.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from django.db import close_old_connections, connection

from fairlead.apps.attendance.domain.book_seat import promote_all
from fairlead.apps.market.domain.look_after_market import look_after_market
from fairlead.apps.meetings.domain.answer_request import expire_requests
from fairlead.apps.meetings.domain.attend_meeting import release_no_shows
from fairlead.apps.meetings.domain.fill_freed_time import fill_freed_times
from fairlead.apps.meetings.domain.follow_up import remind_of_follow_ups
from fairlead.apps.messages.domain.send_messages import send_due_messages
from fairlead.apps.privacy.domain.forget_kept import forget_kept
from fairlead.apps.standing_search.domain.tell_makers import tell_of_accepted
from fairlead.apps.trade.domain.keep_picture import forget_pictures
from fairlead.apps.trade.uploaded_flows import forget_unneeded_uploads
from fairlead.apps.work.do_work import STOPS
from fairlead.apps.work.domain.sweep_work import sweep_work
from fairlead.apps.work.kinds import LANES, Lane
from fairlead.config.log_lines import is_database_away

logger = logging.getLogger(__name__)
_SWEEP_EVERY, _EXPIRE_EVERY, _MAIL_EVERY = 5.0, 60.0, 5.0
_MARKET_EVERY, _FORGET_EVERY = 60.0, 24 * 3600.0
# Seconds that work under way gets to come to a point where it can stop.
_PATIENCE = 10.0
_AGAIN_AFTER = 2.0
_SENDERS = 3  # threads that send mail, each with its connection to the server
# Seconds that mails have to come together in before a sender looks for them: at rest, and where
# others were sent just before.
_GATHERS, _GATHERS_MORE = 0.25, 1.0
_MUCH_TO_SEND = threading.Event()
_sent_last = float("-inf")  # by the clock of the machine


def run_worker(*, lanes: Sequence[Lane] = LANES, mail: bool = True, parent: int = 0) -> None:
    """Work until SIGTERM or Ctrl-C, or until the process ``parent`` is gone.

    Work under way that cannot stop in ten seconds is left: the next worker begins it again.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: STOPS.set())
    threads = [
        threading.Thread(target=_keep, args=looked_for, daemon=True)
        for looked_for in (
            (_sweep, _SWEEP_EVERY),
            (_expire, _EXPIRE_EVERY),
            (_trade, _MARKET_EVERY),
            (_forget, _FORGET_EVERY),
        )
    ]
    senders = (_send, *[_help_send] * (_SENDERS - 1)) if mail else ()
    threads.extend(
        threading.Thread(target=_keep, args=(send, 0.0), daemon=True) for send in senders
    )
    threads.extend(
        threading.Thread(target=_keep, args=(_serve_lane(lane), _AGAIN_AFTER), daemon=True)
        for lane in lanes
    )
    for thread in threads:
        thread.start()
    while not STOPS.wait(0.5):
        if parent and os.getppid() != parent:
            STOPS.set()
    until = time.monotonic() + _PATIENCE
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    if any(thread.is_alive() for thread in threads):
        # A thread deep in a computation; its session, and so its lock, ends with the process.
        os._exit(0)


def _keep(work: Callable[[], None], pause: float) -> None:
    """Do it again and again until the worker stops; a database that is away is waited for."""
    while not STOPS.is_set():
        wait = pause
        try:
            close_old_connections()
            work()
        except Exception as error:
            wait = _AGAIN_AFTER
            if is_database_away(error):
                logger.warning("The database is away (%s); trying again.", type(error).__name__)
            else:
                logger.exception("A loop of the worker failed; trying again.")
        STOPS.wait(wait)
    connection.close()


def _sweep() -> None:
    sweep_work()


def _expire() -> None:
    """Do what time itself does to meetings, and give places at sessions that came free."""
    expire_requests()
    release_no_shows()
    fill_freed_times()
    remind_of_follow_ups()
    promote_all()


def _trade() -> None:
    tell_of_accepted()  # before the marketplace does: it says why there is the need
    look_after_market()


def _forget() -> None:
    forget_pictures()
    forget_kept()
    forget_unneeded_uploads()


def _send() -> None:
    """Send what is due, calling the others where it is much; then wait to be told of more."""
    global _sent_last
    if send_due_messages(stops=STOPS, on_many=_MUCH_TO_SEND.set):
        _sent_last = time.monotonic()
        return
    with connection.cursor() as cursor:
        cursor.execute("LISTEN fairlead_mail")
    until = time.monotonic() + _MAIL_EVERY
    while not STOPS.is_set() and time.monotonic() < until:
        if list(connection.connection.notifies(timeout=0.5, stop_after=1)):
            busy = time.monotonic() - _sent_last < 2 * _GATHERS_MORE
            STOPS.wait(_GATHERS_MORE if busy else _GATHERS)
            return


def _help_send() -> None:
    """Send what is due when it is much, and now and then: one that sends may wait for a server."""
    until = time.monotonic() + _MAIL_EVERY
    while not _MUCH_TO_SEND.wait(0.5) and time.monotonic() < until:
        if STOPS.is_set():
            return
    if not send_due_messages(stops=STOPS):
        _MUCH_TO_SEND.clear()


def _serve_lane(lane: Lane) -> Callable[[], None]:
    def serve() -> None:
        asyncio.run(_run_lane(lane))

    return serve


async def _run_lane(lane: Lane) -> None:
    from asgiref.sync import sync_to_async
    from procrastinate.contrib.django import app
    from procrastinate.psycopg_connector import PsycopgConnector

    # What is done by the clock is asked for through Django, in a thread that outlives this lane.
    await sync_to_async(close_old_connections)()
    connector = PsycopgConnector(kwargs=_list_connection_parameters(), min_size=1, max_size=4)
    async with app.with_connector(connector).open_async() as worker_app:
        running = asyncio.ensure_future(
            worker_app.run_worker_async(
                queues=[lane],
                name=lane,
                concurrency=1,
                install_signal_handlers=False,
                delete_jobs="always",
            )
        )
        while not running.done() and not STOPS.is_set():
            await asyncio.wait({running}, timeout=0.5)
        running.cancel()  # which lets a job under way come to its end
        with suppress(asyncio.CancelledError):
            await running


def _list_connection_parameters() -> dict[str, Any]:
    from procrastinate.contrib.django.utils import connector_params

    return connector_params()
