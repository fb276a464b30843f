"""The entry point `ten-chairs`: parses the arguments, runs the command, turns errors into codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from game.cli.arguments import parse_arguments
from game.cli.errors import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK
from game.cli.streams import flush_stdout, print_error, replace_undecodable, silence_stdout


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code (see errors.py). Exits by SystemExit after help or bad usage.

    What the commands need is imported after parsing, so that `--help` answers at once.
    """
    saves = None
    try:
        replace_undecodable()
        options = parse_arguments(sys.argv[1:] if arguments is None else arguments)
        saves = options.saves
        from game.cli.commands import run

        code = run(options)
        sys.stdout.flush()
    except SystemExit:
        flush_stdout()
        raise
    except BrokenPipeError:
        silence_stdout()
        return EXIT_OK
    except KeyboardInterrupt:
        print_error("\nInterrupted; every step you saw is saved.")
        return EXIT_INTERRUPTED
    except Exception as error:  # noqa: BLE001
        from game.cli.crash import crash_report

        print_error(crash_report(error, saves))
        return EXIT_FAILED
    return code
