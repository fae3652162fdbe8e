"""The README and the pages of docs/ keep their word: what they say to type or write is tried."""

import json
import re
import shlex
import shutil
import subprocess
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

import click
import openpyxl
import pytest
from command_line import run
from decks import AIRE, BUNDLED
from manual import COMMANDS, MANUAL, PAGES, Step, anchors, block, sections
from pictures import quarters
from served import serving
from test_rooms import DOORS, RULE

from cardgen import __version__
from cardgen.cli import main
from cardgen.model.forms.form import keys_of
from cardgen.read.output import output_names
from cardgen.read.project import find_sources
from cardgen.typeset.blocks import BLOCKS
from cardgen.web.single_file import with_policy

SERVICE = "http://127.0.0.1:8000"  # as pages name it, after `cardgen serve`
FOR_SCREENS = ("gallery", "screen")  # which are no PDF
SECTIONS = [
    pytest.param(section.steps, id=f"{page}: {section.heading}")
    for page, text in PAGES.items()
    for section in sections(text)
    if section.steps
]
LINKED = PAGES | {
    name: (BUNDLED / name).read_text(encoding="utf-8")
    for name in ("CHANGELOG.md", "deck/PROVENANCE.md")
}

PAGE = BUNDLED / "src" / "cardgen" / "web" / "page"
PIP = "pip", "cardgen/bin/pip", ".venv/bin/pip", "py -m pip", "python3 -m pip"
REMOVERS = "uv tool", "pipx", *PIP
INSTALLERS = {f"{tool} install" for tool in REMOVERS}
INSTALLERS |= {f"{tool} install --user" for tool in PIP} | {".venv/bin/pip install -e"}


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """A folder with a deck to edit, and what else a reader is told to have."""
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    shutil.copytree(BUNDLED / "deck", tmp_path / "before" / "deck")
    (tmp_path / "deck" / "pictures").mkdir()
    quarters((1300, 900)).save(tmp_path / "deck" / "pictures" / "bridge.jpg")
    shutil.copy(AIRE / "deck" / "logo.svg", tmp_path / "deck")
    shutil.copy(AIRE / "deck" / "logo.svg", tmp_path)
    for weight, name in (("Regular", "400Regular"), ("Bold", "700Bold")):
        shutil.copy(BUNDLED / "fonts" / f"NotoSans_{name}.ttf", tmp_path / f"OurSans-{weight}.ttf")
    profile = BUNDLED / "src" / "cardgen" / "icc" / "ISOcoated_v2_300_bas.ICC"
    shutil.copy(profile, tmp_path / "PSOcoated_v3.icc")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def service(reader):
    """Puts the address of a service of the reader's deck in the place of the one on a page; it is
    started where it is needed."""
    with ExitStack() as stack:

        def run(text):
            if SERVICE not in text:
                return text
            if not started:
                started.append(stack.enter_context(serving(reader)))
            return text.replace(SERVICE, started[0].address)

        started = []
        yield run
    assert [repr(mistake) for one in started for mistake in one.mistakes] == []


# --- what a page says to do


@pytest.mark.slow
@pytest.mark.parametrize("steps", SECTIONS)
def test_every_command_and_block_does_what_is_said(steps, reader, service):
    """Those of a section one after another, as a reader types them."""
    said = ""
    for step in steps:
        match step:
            case Step("command", command):
                said = typed(service(command))
            case Step("file", text, file, how):
                written(reader / file, text, how)
            case Step("text", words):
                assert words in said
            case Step("python", code):
                exec(compile(service(code), "a page's example", "exec"), {})
            case Step("rooms", rule):
                assert rule == f"{RULE}\n"
            case _:
                pytest.fail(f"nothing tries a block of {step.kind or 'no kind'}: {step.text}")


def typed(command):
    """What is said to a command, which must do as it is told."""
    match shlex.split(command.split(" > ")[0]):
        case ["cardgen", "serve", *options]:  # which goes on until it is stopped
            said = run("serve", "--help").stdout
            assert [option for option in options if option not in said] == []
        case ["curl", *_] as words:
            said = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True).stdout
            return f"{said}\n"  # as a terminal goes on below it
        case ["cardgen", "site", *words] if "--runtime" in words:  # which npm has to fetch
            Path(words[words.index("--runtime") + 1]).mkdir(parents=True, exist_ok=True)
            parsed(["site", *words])
        case ["cardgen", *words]:
            result = run(*words)
            assert result.exit_code == 0, f"{command}\n{result.output}"
            return result.stderr + result.stdout
        case ["make", target]:
            assert target in re.findall(
                r"^([a-z]+):", (BUNDLED / "Makefile").read_text(encoding="utf-8"), re.M
            )
        case ["python3", "-m", "venv", folder]:
            assert folder in ("cardgen", ".venv")
        case ["mkdir", "-p", folder]:
            Path(folder).mkdir(parents=True, exist_ok=True)
        case ["pip", "wheel", "--no-deps", "--wheel-dir", "dist", "."]:
            pass  # as .ci/run does
        case words:
            assert installs(words) or removes(words), f"nothing tries {words}"
    return ""


def parsed(words):
    """Read the options of a command, and go no further."""
    name, command, given = main.resolve_command(click.Context(main), words)
    command.make_context(name, given)


def installs(words):
    """Whether a command installs the folder, or a wheel of this version, with parts that exist."""
    told = " ".join(words[:-1])
    name, _, parts = words[-1].partition("[")
    wheel = f"cardgen-{__version__}-py3-none-any.whl"
    assert set(parts.removesuffix("]").split(",")) <= {"", *extras()}
    return told in INSTALLERS and name in (".", wheel, f"./{wheel}")


def removes(words):
    return " ".join(words) in {f"{tool} uninstall cardgen" for tool in REMOVERS}


def written(path, text, how=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    match how.partition(" "):
        case "", _, _:
            path.write_text(text, encoding="utf-8")
        case "at", _, "the end":
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        case "under", _, line:
            before, found, after = path.read_text(encoding="utf-8").partition(f"\n{line}\n")
            assert found
            path.write_text(before + found + text + after, encoding="utf-8")
        case _:
            pytest.fail(f"blocks go at the end or under a line, not {how}")


def test_every_command_and_every_option_is_on_a_page():
    def options(command, name):
        if isinstance(command, click.Group):
            for word, one in command.commands.items():
                assert any(f"{name} {word}" in line for line in COMMANDS), f"{name} {word}"
                yield from options(one, f"{name} {word}")
        for option in command.params:
            if isinstance(option, click.Option) and option.name != "version":
                yield f"{name} {option.opts[-1]}", option.opts

    missing = [
        name
        for name, spellings in options(main, "cardgen")
        if not any(re.search(rf"(?<![\w-]){one}(?![\w-])", MANUAL) for one in spellings)
    ]
    assert missing == []


def test_the_readme_is_short_and_leads_to_every_page():
    readme = PAGES["README.md"]
    assert len(readme.splitlines()) <= 150
    links = {link for section in sections(readme) for link in section.links}
    assert set(LINKED) - {"README.md"} <= links
    assert {"make deck", "make test"} <= {one.text for s in sections(readme) for one in s.steps}


@pytest.mark.parametrize("page", LINKED)
def test_every_link_leads_somewhere(page):
    for link in (link for section in sections(LINKED[page]) for link in section.links):
        if re.match(r"https?:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (BUNDLED / page).parent / path if path else BUNDLED / page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_is_there(page):
    """Paths in the project, or in src/cardgen; NAME stands for any name."""
    spans = [span for section in sections(PAGES[page]) for span in section.spans]
    paths = [span for span in spans if re.fullmatch(r"[\w./*-]+(/|\.[a-z]+)", span)]
    assert paths
    for path in paths:
        pattern = path.strip("/").replace("NAME", "*")
        roots = BUNDLED, BUNDLED / "src" / "cardgen"
        assert any(any(root.glob(pattern)) for root in roots), f"{page} names {path}"


def test_the_pictures_are_shown_and_small():
    shown = {
        ((BUNDLED / page).parent / link).resolve()
        for page, text in PAGES.items()
        for section in sections(text)
        for link in section.links
        if link.endswith(".png")
    }
    assert shown == set((BUNDLED / "docs").resolve().glob("*.png"))
    assert all(0 < path.stat().st_size < 300_000 for path in shown)


# --- what it says there is


def test_the_map_has_every_room_with_its_doors():
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| ?([\w, ]*?) ?\|$", PAGES["docs/architecture.md"], re.M
    )
    rooms = set(re.findall(r"\w+", RULE)) - {"interface"}
    doors = {room: {name for name, of in DOORS.items() if room in of} for room in rooms}
    assert {room: set(re.findall(r"\w+", named)) for room, named in rows} == doors


def test_the_packages_the_readme_names_are_those_that_are_needed():
    table = PAGES["README.md"].split("## What it is made of", 1)[1]
    named = re.findall(r"^\| ([a-z0-9-]+) \| .*?( \(optional, `\w+`\))? \|$", table, re.M)
    needed = dict.fromkeys(packages(pyproject("dependencies = [")), "")
    for extra, names in extras().items():
        needed |= dict.fromkeys(packages(names), f" (optional, `{extra}`)")
    assert needed == dict(row for row in named if row[0] != "package")


def test_the_packages_for_tests_are_named_with_their_reasons():
    table = re.findall(r"^\| ([\w, -]+) \| [^|]+ \|$", PAGES["CONTRIBUTING.md"], re.M)
    named = {name for row in table for name in row.split(", ")}
    assert set(packages(pyproject("dev = ["))) - {"cardgen"} <= named


def pyproject(start):
    """What stands in pyproject.toml after these words, to the end of the list."""
    text = (BUNDLED / "pyproject.toml").read_text(encoding="utf-8")
    return text.split(f"\n{start}", 1)[1].split("\n]", 1)[0]


def packages(text):
    return re.findall(r'"([A-Za-z0-9-]+)', text)


def extras():
    """The lists of the optional parts, by their names."""
    return dict(
        re.findall(r"^(\w+) = (\[.*\])$", pyproject("[project.optional-dependencies]"), re.M)
    )


def test_the_table_of_blocks_has_every_block_with_every_key():
    rows = dict(
        re.findall(r"^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \|$", PAGES["layouts/README.md"], re.M)
    )
    blocks = {name: import_module(f"cardgen.typeset.blocks.{name}") for name in BLOCKS}
    forms = {name: getattr(module, f"{name.capitalize()}Block") for name, module in blocks.items()}
    assert rows == {name: ", ".join(keys_of(form)) for name, form in forms.items()}


def test_the_policy_that_a_server_may_send_is_that_of_the_page():
    policy = re.search('content="(default-src .*)"', with_policy('<meta charset="utf-8">'))
    header = f"Content-Security-Policy: {policy[1]}; frame-ancestors 'none'\n"
    assert header in PAGES["docs/intranet.md"]


@pytest.mark.long
def test_the_good_cards_of_a_hundred_are_those_that_are_simulated():
    rows = re.findall(r"^\| [^|]+ \| `cardgen build ([^`]+)` \| ([0-9.]+) \|$", MANUAL, re.M)
    assert len(rows) == 5
    for words, good in rows:
        press = ["--printer", "print-room"] if "sra3" in words else []
        found = json.loads(run("-C", BUNDLED, "risk", *words.split(), *press, "--json").stdout)
        assert f"{100 * (1 - found['flawed']):.1f}" == good, words


# --- what becomes of it


@pytest.mark.slow
def test_a_newcomer_adds_a_behaviour_a_theme_and_a_size_of_card(reader):
    pages = [sections(PAGES[f"docs/{name}.md"]) for name in ("editing", "layouts")]
    wanted = "A behaviour, and a picture of your own", "A theme", "Another size of card"
    for section in (section for page in pages for section in page if section.heading in wanted):
        for step in section.steps:
            if step.kind == "file":
                written(reader / step.file, step.text, step.how)
    built = run("build", "mini", "--verify")
    assert built.exit_code == 0, built.stderr
    assert built.stderr.startswith("15 cards")
    assert "15      pace" in run("list", "cards").stdout
    assert "curiosity" in run("list", "cards").stdout


@pytest.mark.slow
def test_a_newcomer_makes_every_output_of_a_deck_from_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "deck" / "deck.yaml", block("deck/deck.yaml", "title: Around the Table\n"))
    of_people = ("badges", "name-cards", "table-tents")
    of_decks = [
        name for name in output_names(find_sources(tmp_path, None)) if name not in of_people
    ]
    for output in of_decks:
        verify = [] if output in FOR_SCREENS else ["--verify"]
        built = run("build", output, *verify)
        assert built.exit_code == 0, built.stderr
        assert re.search("^1 card", built.stderr, re.M)


@pytest.mark.slow
def test_the_workshop_is_made_as_it_is_written(reader):
    people = "name\n" + "".join(f"Person {n}\n" for n in range(1, 25))
    written(reader / "people.csv", people)
    written(reader / "thursday.yaml", block("workshops/thursday.yaml"))
    built = run("build", "thursday.yaml")
    assert built.exit_code == 0, built.stderr
    assert built.stderr.startswith("office.pdf\n  24 cards, 4 on a sheet → 6 sheets of A4")
    assert (
        "tables 1–6, each: 4 people; office.pdf 4 cards; handouts.pdf 4 × 4 pages" in built.stderr
    )


def save_workbook(*rows, to):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(to)


ROWS = re.findall(r"`(\w+: [^`]*[\]}])` \|$", PAGES["docs/workshops.md"], re.M)


@pytest.mark.parametrize("lines", ROWS)
def test_what_a_workshop_may_say_can_be_written_so(reader, lines):
    written(reader / "survey.csv", "card,score\n" + "".join(f"{n},{n}\n" for n in range(1, 14)))
    given = "Given" if "Given" in lines else "First name"
    save_workbook(
        [given, "Family" if "Given" in lines else "Surname", "Group", "Organisation", "Pronouns"],
        ["Ann", "Lee", "Oak", "Leeds Trust", "she/her"],
        to=reader / "people.xlsx",
    )
    people = "" if "participants" in lines else "participants: 9\n"
    written(reader / "say.yaml", f"title: Say\n{people}{lines}\noutputs: [office]\n")
    assert run("build", "say.yaml").exit_code == 0


def test_options_of_a_workshops_output_can_be_written_so(reader):
    (option,) = re.findall(r"`({output: office, printer[^`]*)`", MANUAL)
    run("calibrate", "--printer", "office", "--right", "0.5")
    written(reader / "say.yaml", f"title: Say\noutputs: [{option}]\n")
    result = run("build", "say.yaml")
    assert result.exit_code == 0, result.stderr


def test_paper_of_ones_own_is_used(reader):
    written(reader / "layouts/sheets/copier.yaml", block("layouts/sheets/copier.yaml"))
    counts = [
        json.loads(run("build", output, "--sheet", "copier", "-n", "--json").stdout)["files"][0]
        for output in ("facilitator", "office")
    ]
    # 12 mm are more than the frame of office cards, so that four of them have no room.
    assert [file["runs"][0]["on_a_sheet"] for file in counts] == [2, 2]


def test_what_the_page_keeps_in_a_browser_is_told_by_its_names():
    keep, meet = ((PAGE / name).read_text(encoding="utf-8") for name in ("keep.js", "meet.js"))
    (own,) = re.findall(r'const own = "(.*?)"', keep)
    (of_deck,) = re.findall(r"ofDeck = \(kind\) => `\$\{kind\}(.*?)\$\{state.title\}`", keep)
    (aside,) = re.findall(r"`\$\{ofDeck\(kind\)\}(.*?)\$\{", keep)
    printers = re.findall(r'const (?:KEPT|CHOSEN) = "(.*?)"', meet)
    told = PAGES["docs/intranet.md"]
    assert re.findall(rf"^\| `{own}(.*?)` ", told, re.MULTILINE) == [
        *(f"{kind}{of_deck}<title>" for kind in ("workshop", "words")),
        *printers,
    ]
    assert f"`{aside}<date>`" in told
