"""A mail server that takes everything: run as its own program, it says its port."""

from __future__ import annotations

import sys
import time
from typing import Any

from aiosmtpd.controller import Controller


class _Taken:
    async def handle_DATA(self, *_given: Any) -> str:  # noqa: N802  the server's name for it
        return "250 OK"


def main() -> None:
    """Serve until the standard input ends."""
    controller = Controller(_Taken(), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    print("ready", flush=True)
    sys.stdin.read()
    controller.stop()
    print(time.process_time(), flush=True)


if __name__ == "__main__":
    main()
