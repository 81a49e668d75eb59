"""The program, also as `python -m jmap`."""

from __future__ import annotations

import sys


def main() -> None:
    """Say an earlier run again where nothing has changed since; else run the program."""
    from jmap.replay import replay

    try:
        code = replay(sys.argv[1:])
    except BrokenPipeError:
        # The reader has gone away, as `| head` does; nothing is wrong with the run.
        sys.stderr.close()
        code = 0
    if code is not None:
        sys.exit(code)
    # Loaded only now: most of the time that a run takes goes into it.
    from jmap.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
