"""The command `extractor`, also as `python -m extractor`: its door, which imports next to nothing, so that Ctrl-C is heard from the first moment."""

import sys


def main() -> int:
    """Runs the command and returns its exit code."""
    try:
        from extractor.cli import main as command
    except KeyboardInterrupt:
        print("extractor: interrupted", file=sys.stderr)
        return 130
    return command()


if __name__ == "__main__":
    sys.exit(main())
