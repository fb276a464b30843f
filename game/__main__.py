"""`python -m game` is `ten-chairs`."""

from game.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
