"""Where the program starts: the window for nothing or a case file, else the command line."""

import gc
import os
import sys


def main() -> int:
    """Open the window, on a case file if one is all that is given; else run the command line."""
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and _is_case_file(arguments[0])):
        return gui()
    from faxi.cli.main import main as run  # noqa: PLC0415 - the window must not wait for it

    return run(arguments)


def _is_case_file(argument: str) -> bool:
    """Tell whether an argument names a file and not a command or an option."""
    if argument.startswith("-"):
        return False
    if argument.lower().endswith(".json"):
        return True  # also one that is missing: the window says so
    if not os.path.isfile(argument):  # noqa: PTH113 - pathlib costs the start some milliseconds
        return False
    from faxi.cli.commands import COMMANDS  # noqa: PLC0415 - only for a name that could be both

    return argument not in COMMANDS


def gui() -> int:
    """Open the window, with the case file that is given, if any."""
    if sys.argv[1:] in (["--version"], ["--help"], ["-h"]):
        return main()
    # Nothing built before the first paint is garbage; the window turns collection on again.
    gc.disable()
    from faxi.ui.application import run  # noqa: PLC0415 - a command must not load Qt

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
