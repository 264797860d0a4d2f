"""Where the program starts: from here on Ctrl-C ends it without Python's traceback."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import NoReturn


def leave(_number: int, _frame: FrameType | None) -> NoReturn:
    """End this process at once; a handler of signals for as long as nothing has been begun."""
    os._exit(130)


def main() -> None:
    """Run the command line; whoever interrupts its loading has nothing to be tidied up."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, leave)
    from fairlead.cli.main import main as run

    run()
