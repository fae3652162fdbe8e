"""The README and the pages of docs/, as headings, commands, blocks and links.

A block of YAML names in its first line the file that it stands for, and how it gets there:

    ```yaml layouts/sheets/copier.yaml         the whole file
    ```yaml deck/delivering.yaml at the end    lines to append
    ```yaml deck/deck.yaml under themes:       lines to insert below that line
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cardgen.read.files import BUNDLED

PAGES = {
    path.relative_to(BUNDLED).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        *(BUNDLED / name for name in ("README.md", "CONTRIBUTING.md", "layouts/README.md")),
        *sorted((BUNDLED / "docs").glob("*.md")),
    )
}
MANUAL = "\n".join(PAGES.values())
TYPED = re.compile(r"(cardgen|make|pip|\.venv/bin/\S+) ")
PLACEHOLDER = re.compile(r"\b[A-Z]+\b(?![.\w])")  # as in `cardgen schema KIND`
PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Step:
    """Something a reader does or reads: a command, a file to write, words to compare, code."""

    kind: str
    text: str
    file: Path | None = None
    how: str = ""


@dataclass
class Section:
    heading: str
    steps: list[Step] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)


def sections(text: str) -> list[Section]:
    """The sections of a page, of all levels; the first is what stands before any heading."""
    found = [Section("")]
    tokens = PARSER.parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before and before.type == "heading_open":
            found.append(Section(plain(token)))
        if token.type == "fence":
            found[-1].steps += steps_of(token)
        for child in token.children or ():
            if child.type == "code_inline":
                found[-1].spans.append(child.content)
                if TYPED.match(child.content):
                    found[-1].steps.append(Step("command", asked_for_help(child.content)))
            found[-1].links += [
                str(child.attrs[key]) for key in ("href", "src") if key in child.attrs
            ]
    return found


def plain(token: Token) -> str:
    """The words of a heading, without what marks them up."""
    return "".join(child.content for child in token.children or ())


def asked_for_help(command: str) -> str:
    """The command, or where a reader has to fill something in, the words before that and --help."""
    words, *rest = PLACEHOLDER.split(command, maxsplit=1)
    return f"{words}--help" if rest and command.startswith("cardgen") else words.strip()


def steps_of(fence: Token) -> list[Step]:
    """A block as steps: one for each command of a shell's, else one."""
    kind, _, rest = fence.info.partition(" ")
    if kind == "sh":
        lines = [line.split("  #")[0].strip() for line in fence.content.splitlines()]
        return [Step("command", line) for line in lines]
    if rest:
        file, _, how = rest.partition(" ")
        return [Step("file", fence.content, Path(file), how)]
    return [Step(kind, fence.content)]


STEPS = [step for page in PAGES.values() for section in sections(page) for step in section.steps]
COMMANDS = [step.text for step in STEPS if step.kind == "command"]


def block(file: str, words: str = "") -> str:
    """The one block of a page that stands for this file and has these words."""
    (found,) = (step.text for step in STEPS if step.file == Path(file) and words in step.text)
    return found


def anchors(text: str) -> set[str]:
    """What a link can lead to on a page: its headings in small letters, with hyphens for spaces."""
    return {
        re.sub(r"[^\w\- ]", "", section.heading.lower()).replace(" ", "-")
        for section in sections(text)
    }
