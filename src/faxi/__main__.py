"""Where the program starts: a command line if there are arguments, the window if there are none."""

import gc
import sys


def main() -> int:
    """Run the command line, or open the window when no command is given."""
    if len(sys.argv) > 1:
        from faxi.cli.main import main as run  # noqa: PLC0415 - the window must not wait for it

        return run(sys.argv[1:])
    return gui()


def gui() -> int:
    """Open the window."""
    # Nothing built before the first paint is garbage; the window turns collection on again.
    gc.disable()
    from faxi.ui.application import run  # noqa: PLC0415 - a command must not load Qt

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
