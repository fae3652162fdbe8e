"""The command line: the only door to click.

PDF and JSON go to standard output, words to standard error. Exit codes: 0 done, 1 the deck has
problems, 2 usage, 3 a file cannot be read or written, 4 an optional part is missing.
"""

from cardgen.cli.build import build
from cardgen.cli.calibrate import calibrate
from cardgen.cli.check import check
from cardgen.cli.diff import diff
from cardgen.cli.explain import explain
from cardgen.cli.fit import fit
from cardgen.cli.group import main
from cardgen.cli.list import list_
from cardgen.cli.new import new
from cardgen.cli.office import export, import_
from cardgen.cli.risk import risk
from cardgen.cli.schema import schema
from cardgen.cli.show import show

for _command in (
    *(build, calibrate, check, diff, explain, export, fit, import_),
    *(list_, new, risk, schema, show),
):
    main.add_command(_command)

__all__ = ["main"]
