"""The command line, run within the tests or in a process of its own that is held to limits."""

import gc
import json
import os
import resource
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from cardgen.cli import main
from cardgen.cli.failures import OWN_MISTAKE
from cardgen.read.files import BUNDLED


def run(*arguments: object) -> Result:
    """What a command prints and how it ends; a crash is a crash of the test.

    The folder that -C went to is left again and what was kept to the end of the process is given
    free, for many commands run in this one.
    """
    here = Path.cwd()
    typed = [str(a) for a in arguments]
    try:
        result = CliRunner().invoke(main, typed, prog_name="cardgen", catch_exceptions=False)
    finally:
        os.chdir(here)
        gc.unfreeze()
    assert result.exit_code != OWN_MISTAKE, result.stderr
    return result


def planned(*arguments: object) -> Any:
    """The one file that `cardgen build` would make, as its plan has it."""
    result = run("build", "-n", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    (file,) = json.loads(result.stdout)["files"]
    return file


@cache
def built(*arguments: str, folder: Path = BUNDLED) -> bytes:
    """The file that `cardgen build` makes of the deck in a folder, made once for all tests."""
    result = run("-C", folder, "build", *arguments, "-o", "-")
    assert result.exit_code == 0, result.stderr
    return result.stdout_bytes


def run_within(
    seconds: int, megabytes: int, *arguments: object
) -> subprocess.CompletedProcess[str]:
    """What a command prints and how it ends, in a process that the system kills when it needs
    more time of a processor, or more memory, than this."""

    def hold() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    command = [sys.executable, "-m", "cardgen", *map(str, arguments)]
    return subprocess.run(command, preexec_fn=hold, capture_output=True, text=True, check=False)
