"""The command line, run within the tests."""

from click.testing import CliRunner

from cardgen.cli import main


def run(*arguments):
    """What a command prints and how it ends; a crash is a crash of the test."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)
