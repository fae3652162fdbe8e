"""How layouts are read: blocks are decoded once, before anything is set."""

from pathlib import Path

from cardgen.problems import Problems
from cardgen.read.face import read_face
from cardgen.read.tree import parse
from cardgen.typeset import blocks
from cardgen.typeset.blocks import BLOCKS

FIT = "fit: {deck: [{size: [10, 9]}], card: [{gap: 3}, {gap: 2}, {gap: 1}]}"
WRITTEN = """
  - rule: {ink: ink, width: 1}
  - text: {of: a, style: text, ink: ink, size: $size}
  - panel: {blocks: [{space: $white}]}
  - space: $gap
"""


def face(written):
    """A face as read from YAML, and what was wrong with its blocks."""
    problems, slips = Problems(), Problems()
    node = parse(written.encode(), "face.yaml", problems)
    white = parse(b"white: $gap", "card.yaml", problems).entries
    try:
        return read_face(node, 100, white, problems, slips), slips
    finally:
        assert not problems


def test_a_face_has_its_blocks_for_each_step_of_the_deck_and_of_a_card():
    layout, slips = face(f"{FIT}\nblocks:{WRITTEN}")
    assert not slips
    assert [[values(stack) for stack in row] for row in layout.stacks] == [
        [(10, 3, 3), (10, 2, 2), (10, 1, 1)],
        [(9, 3, 3), (9, 2, 2), (9, 1, 1)],
    ]


def values(stack):
    _, text, panel, space = (placed.block for placed in stack.blocks)
    return text.size, panel.blocks.blocks[0].block.at_least, space.at_least


def test_a_block_that_steps_do_not_tell_apart_is_one_and_the_same():
    layout, _ = face(f"{FIT}\nblocks:{WRITTEN}")
    stacks = [stack.blocks for row in layout.stacks for stack in row]
    assert [len({id(one) for one in alike}) for alike in zip(*stacks, strict=True)] == [1, 2, 3, 3]


def test_a_slip_in_a_step_that_no_card_may_need_is_told_and_the_rest_is_there():
    layout, slips = face(f"fit: {{card: [{{gap: 3}}, {{gap: 1 inch}}]}}\nblocks:{WRITTEN}")
    told = [(problem.code, problem.where.line, problem.what) for problem in slips]
    assert ("E103", 1, '"1 inch" is not in mm or pt') in told
    assert ("E204", 4, 'nothing is called "$size" here') in told
    assert [len(stack.blocks) for stack in layout.stacks[0]] == [3, 2]


def test_each_file_of_blocks_has_a_row_in_the_table():
    files = {path.stem for path in Path(blocks.__file__).parent.glob("*.py")}
    assert files - {"__init__", "stack"} == set(BLOCKS)
