"""The README keeps its word: every command and every YAML block in it is tried."""

import json
import re
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from command_line import run
from decks import AIRE, BUNDLED
from pictures import quarters

from cardgen.cli.build import build
from cardgen.model.forms.form import keys_of
from cardgen.read.files import sources
from cardgen.read.output import output_names
from cardgen.typeset.blocks.stack import DECODERS

README = (BUNDLED / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [
    [line.split("  #")[0].strip() for line in block.splitlines() if not line.startswith("make ")]
    for kind, block in BLOCKS
    if kind == "sh"
]


def block(words):
    """The one block of YAML that has these words."""
    (found,) = (block for kind, block in BLOCKS if kind == "yaml" and words in block)
    return found


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a deck of its own, as a newcomer has it."""
    shutil.copytree(BUNDLED / "deck", tmp_path / "deck")
    write(tmp_path / "our-trust.yaml", block("subtitle: As we live them"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("commands", COMMANDS, ids=lambda commands: " & ".join(commands)[:60])
def test_every_command_does_what_it_says(commands, project):
    """Those of one block after another, as a reader types them."""
    for command in commands:
        words = shlex.split(command.split(" > ")[0])
        assert words[0] == "cardgen"
        result = run(*words[1:])
        assert result.exit_code == 0, result.output


def test_every_option_of_a_build_is_named():
    options = [option.opts for option in build.params if option.opts[0].startswith("-")]
    assert [names for names in options if not any(name in README for name in names)] == []


def test_the_make_targets_that_are_named_exist():
    targets = re.findall(r"^([a-z]+):", (BUNDLED / "Makefile").read_text(encoding="utf-8"), re.M)
    assert {"deck", "test"} < set(re.findall(r"`?make ([a-z]+)", README)) <= set(targets)


def test_the_words_after_a_build_are_quoted_as_they_are(project):
    told = run("build", "office").stderr
    assert next(words for kind, words in BLOCKS if kind == "text") in told


def test_a_newcomer_adds_a_behaviour_a_theme_and_a_size_of_card(project):
    append(
        project / "deck" / "delivering.yaml", block("takes others along") + block("image: {file")
    )
    (project / "deck" / "pictures").mkdir()
    quarters((1300, 900)).save(project / "deck" / "pictures" / "bridge.jpg")
    deck = project / "deck" / "deck.yaml"
    text = deck.read_text(encoding="utf-8")
    text = text.replace("themes:\n", f"themes:\n{block('{id: learning')}")
    text = text.replace("cards:\n", f"cards:\n{block('- learning.yaml')}")
    deck.write_text(text + block("logo: {file"), encoding="utf-8")
    shutil.copy(AIRE / "deck" / "logo.svg", project / "deck")
    write(project / "deck" / "learning.yaml", block("theme: learning\nkind"))
    write(project / "layouts" / "cards" / "mini" / "card.yaml", block("width: 60"))
    write(project / "layouts" / "cards" / "mini" / "behaviour.yaml", block("front:\n  ink: base"))
    write(project / "layouts" / "outputs" / "mini.yaml", block("cards: mini"))
    assert run("check").exit_code == 0, run("check").stderr
    built = run("build", "mini", "--verify")
    assert built.exit_code == 0, built.stderr
    assert built.stderr.startswith("15 cards")
    assert "15      pace" in run("list", "cards").stdout
    assert "curiosity" in run("list", "cards").stdout


def test_a_newcomer_makes_a_deck_from_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "deck" / "deck.yaml", block("kinds:\n"))
    assert run("check").exit_code == 0, run("check").stderr
    of_decks = [name for name in output_names(sources(tmp_path, None)) if name != "name-cards"]
    for output in of_decks:
        built = run("build", output, "--verify")
        assert built.exit_code == 0, built.stderr
        assert built.stderr.startswith("1 card")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def append(path, text):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_workshop_is_made_as_it_is_written(project):
    write(project / "people.csv", "name\n" + "".join(f"Person {n}\n" for n in range(1, 25)))
    write(project / "thursday.yaml", block("title: Thursday"))
    built = run("build", "thursday.yaml")
    assert built.exit_code == 0, built.stderr
    assert built.stderr.startswith("office.pdf\n  24 cards, 4 on a sheet → 6 sheets of A4")
    assert "tables 1–6: 4 people; office.pdf 4 cards; handouts.pdf 4 × 4 pages" in built.stderr


@pytest.mark.parametrize("lines", re.findall(r"`(\w+: [^`]*[\]}])` \|$", README, re.M))
def test_what_a_workshop_may_say_can_be_written_so(project, lines):
    write(project / "survey.csv", "card,score\n" + "".join(f"{n},{n}\n" for n in range(1, 14)))
    people = "" if "participants" in lines else "participants: 9\n"
    write(project / "say.yaml", f"title: Say\n{people}{lines}\noutputs: [office]\n")
    assert run("build", "say.yaml").exit_code == 0


def test_options_of_a_workshops_output_can_be_written_so(project):
    (option,) = re.findall(r"`({output: office, printer[^`]*)`", README)
    run("calibrate", "--printer", "office", "--right", "0.5")
    write(project / "say.yaml", f"title: Say\noutputs: [{option}]\n")
    result = run("build", "say.yaml")
    assert result.exit_code == 0, result.stderr


def test_paper_of_ones_own_is_used(project):
    write(project / "layouts" / "sheets" / "copier.yaml", block("printable:"))
    counts = [
        json.loads(run("build", output, "--sheet", "copier", "-n", "--json").stdout)["files"][0]
        for output in ("facilitator", "office")
    ]
    # 12 mm are more than the frame of office cards, so that four of them have no room.
    assert [file["runs"][0]["on_a_sheet"] for file in counts] == [2, 2]


@pytest.mark.slow
def test_the_good_cards_of_a_hundred_are_those_that_are_reckoned():
    rows = re.findall(r"^\| [^|]+ \| `cardgen build ([^`]+)` \| ([0-9.]+) \|$", README, re.M)
    assert len(rows) == 5
    for words, good in rows:
        press = ["--printer", "print-room"] if "sra3" in words else []
        found = json.loads(run("-C", BUNDLED, "risk", *words.split(), *press, "--json").stdout)
        assert f"{100 * (1 - found['flawed']):.1f}" == good, words


def test_the_packages_it_names_are_those_it_needs():
    project = Path(BUNDLED / "pyproject.toml").read_text(encoding="utf-8")
    optional = project.split("[project.optional-dependencies]", 1)[1].split("dev = [", 1)[0]
    extras = dict(re.findall(r"^(\w+) = (\[.*\])$", optional, re.M))
    block = project.split("dependencies = [", 1)[1].split("]", 1)[0]
    needed = dict.fromkeys(re.findall(r'"([a-z0-9-]+)', block), "")
    for extra, names in extras.items():
        needed |= dict.fromkeys(re.findall(r'"([a-z0-9-]+)', names), f" (optional, `{extra}`)")
    table = re.findall(r"^\| ([a-z0-9-]+) \| .*?( \(optional, `\w+`\))? \|$", README, re.M)
    assert needed == dict(row for row in table if row[0] != "package")


def test_its_pictures_are_there_and_small():
    for name in re.findall(r"\]\((docs/[a-z]+\.png)\)", README):
        assert 0 < (BUNDLED / name).stat().st_size < 300_000


def test_the_table_of_blocks_has_every_block_with_every_key():
    text = (BUNDLED / "layouts" / "README.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| `([a-z]+)` \| [^|]+ \| ([^|]+) \|$", text, re.M))
    blocks = {name: import_module(f"cardgen.typeset.blocks.{name}") for name in DECODERS}
    forms = {name: getattr(module, name.capitalize()) for name, module in blocks.items()}
    assert table == {name: ", ".join(keys_of(form)) for name, form in forms.items()}
