"""What the queue calls. It carries the work's number only: the state is in our table."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.task(name="fairlead.look_at_work")
def look_at_work(*, work: int) -> None:
    """Do the work if it still waits; being called twice for it does no harm."""
    from fairlead.apps.work.do_work import do_work

    do_work(work)
