"""Exit codes, and the error of a command that cannot do what was asked."""

EXIT_OK = 0
EXIT_FAILED = 1  # the check found errors, or the program itself failed
EXIT_UNUSABLE = 2  # the input cannot be used; argparse exits with the same code
EXIT_INTERRUPTED = 130


class UsageError(Exception):
    """The command cannot be done with what was given; the message is for the player."""
