"""The command line: what was typed, what each command does, errors and exit codes, where things lie."""
