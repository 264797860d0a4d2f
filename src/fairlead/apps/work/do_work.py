"""Doing a piece of background work, and writing down how it ended."""

from __future__ import annotations

import logging
import threading

from fairlead.apps.fairs.domain.repeat_act import met_others
from fairlead.apps.work.hold import Hold, NotHeld, WorkCancelled, WorkerStops, take_up
from fairlead.apps.work.kinds import find_kind
from fairlead.apps.work.models import WorkState
from fairlead.folder.input_errors import InvalidInput

logger = logging.getLogger(__name__)
STOPS = threading.Event()
"""Set when this process is to end: work under way then waits for the next worker."""
_MOST_SAID = 4000


def do_work(pk: int, *, stops: threading.Event = STOPS) -> bool:
    """Return whether the work was this call's to do; how it ended stands in its row."""
    with take_up(pk, stops=stops) as hold:
        if hold is None:
            return False
        try:
            result = find_kind(hold.work.kind).do(hold)
            if not hold.ended:
                with hold.recording(result):
                    pass
        except WorkCancelled:
            hold.leave(WorkState.CANCELLED)
        except WorkerStops:
            hold.leave(WorkState.QUEUED)
        except NotHeld:
            logger.warning("Work %d was taken from this worker; it recorded nothing.", pk)
        except InvalidInput as error:
            _fail(hold, "\n".join(map(str, error.problems)))
        except Exception as error:
            if met_others(error) and hold.work.attempts < find_kind(hold.work.kind).attempts:
                logger.warning("Work %d met changes of others: it is done once more.", pk)
                hold.leave(WorkState.QUEUED, tried=True)
                return True
            logger.exception("Work %d failed.", pk)
            _fail(hold, f"{type(error).__name__}: {error}")
    return True


def _fail(hold: Hold, said: str) -> None:
    hold.leave(WorkState.FAILED, error=said[:_MOST_SAID])
