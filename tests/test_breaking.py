"""Where lines end."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cardgen.graphics.type.breaking import A_LINE, BALANCED, EVEN, NEVER, RAGGED, break_lines

WIDTHS = st.lists(st.integers(1, 12), min_size=1, max_size=9)
MEASURES = st.integers(8, 30)
RAGS = st.sampled_from([RAGGED, EVEN, BALANCED])


def lines_of(widths, measure, rag=RAGGED, penalties=None):
    """The words of each line; each word is set with a space of 1 behind it."""
    spaced = [w + 1 for w in widths]
    breaks = break_lines(spaced, [1] * len(widths), penalties or [0] * len(widths), measure, rag)
    return [widths[start:end] for start, end in breaks]


def width(line):
    return sum(line) + len(line) - 1


def cost(lines, measure, rag):
    total = 0.0
    for index, line in enumerate(lines):
        gap = max(0, measure - width(line)) / measure * 10
        total += A_LINE + 1e7 * max(0, width(line) - measure)
        if index < len(lines) - 1:
            total += rag.gap * gap**2
        else:
            short = len(line) == 1 or width(line) < measure / 5
            total += rag.last * gap**2 + (rag.short if short else 0)
    return total


def partitions(words):
    for cuts in itertools.product([False, True], repeat=len(words) - 1):
        lines, line = [], [words[0]]
        for word, cut in zip(words[1:], cuts, strict=True):
            if cut:
                lines.append(line)
                line = []
            line.append(word)
        yield [*lines, line]


@given(WIDTHS, MEASURES, RAGS)
def test_every_word_is_set_once_in_order(widths, measure, rag):
    assert list(itertools.chain(*lines_of(widths, measure, rag))) == widths


@given(WIDTHS, MEASURES, RAGS)
def test_only_a_word_alone_may_pass_the_measure(widths, measure, rag):
    for line in lines_of(widths, measure, rag):
        assert width(line) <= measure or len(line) == 1


@given(WIDTHS, st.integers(12, 30), RAGS)
def test_no_other_way_to_break_costs_less(widths, measure, rag):
    found = lines_of(widths, measure, rag)
    if len(found) == 1 and width(widths) <= measure:
        return  # what fits on one line stays on it
    best = min(cost(lines, measure, rag) for lines in partitions(widths))
    assert abs(cost(found, measure, rag) - best) < 1e-6


def test_a_text_that_fits_one_line_is_never_broken():
    assert lines_of([3, 3, 3], 11, BALANCED) == [[3, 3, 3]]


def test_balanced_lines_are_of_like_length():
    assert lines_of([5, 1, 5, 1], 12, BALANCED) == [[5, 1], [5, 1]]


def test_a_last_word_does_not_stand_alone_if_another_can_join_it():
    assert lines_of([6, 6, 6, 6, 6, 6, 3], 20)[-1] == [6, 3]


def test_no_line_ends_where_it_never_may():
    assert lines_of([5, 5, 5], 11, penalties=[0, NEVER, 0]) == [[5], [5, 5]]


def test_nothing_makes_no_lines():
    assert break_lines([], [], [], 10) == []
