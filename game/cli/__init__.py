"""The command line: arguments, commands, errors and exit codes, paths."""
