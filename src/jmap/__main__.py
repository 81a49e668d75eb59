"""The program, also as `python -m jmap`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Say an earlier run again where nothing has changed since; else run the program."""
    from jmap.replay import replay

    try:
        code = replay(sys.argv[1:])
    except BrokenPipeError:
        # The reader has gone away, as `| head` does; nothing is wrong with the run. What is still to be
        # written goes nowhere, or the interpreter would complain of it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    if code is not None:
        sys.exit(code)
    try:
        # Loaded only now: most of the time that a run takes goes into it.
        import signal

        from jmap.cli.app import main as run

        # Who tells a run to end, as `timeout` and a cancelled build do, interrupts it as Ctrl-C does: what a
        # log leaves in the folder for temporary files may be large.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
