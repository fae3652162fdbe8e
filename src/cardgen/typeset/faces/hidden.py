"""Words on a face that cannot be seen, told with what hides them and the blocks that drew both."""

from __future__ import annotations

from collections.abc import Iterable

from cardgen.graphics.frame import GlyphRun
from cardgen.graphics.legibility import UNSEEN, Illegible, Legibility
from cardgen.graphics.type.wording import clipped, listed
from cardgen.model.deck import Text
from cardgen.problems import Problem
from cardgen.typeset.faces.overset import texts_of
from cardgen.typeset.origins import Origin, Origins
from cardgen.typeset.setting import Setting
from cardgen.value import Value

_SUGGESTED = 2  # inks


class HiddenWords(Value):
    """One way in which words cannot be seen, the same on whatever card, and the problem."""

    known_by: tuple[object, ...]
    problem: Problem


def hidden_words(
    faults: Iterable[Illegible], called: str, setting: Setting, legibility: Legibility
) -> list[HiddenWords]:
    """What a person would mend of the faults of a face that is called so, drawn in that setting,
    which took note of the origins."""
    assert isinstance(setting.observer, Origins)
    face = _Face(called, setting, setting.observer, legibility)
    return [face.hidden_words(fault) for fault in faults]


class _SetText(Value):
    """A run of a face with the text that it is a line of and the block that set it, if known."""

    run: GlyphRun
    text: Text | None
    by: Origin | None


class _Face(Value):
    called: str
    setting: Setting
    origins: Origins
    legibility: Legibility

    def hidden_words(self, fault: Illegible) -> HiddenWords:
        own, other = self._set_text(fault.run), self.origins.block_of(fault.other)
        shown = f"{self.called}: {self._part(fault.words, own)}"
        match fault.why:
            case "faint":
                return self._faint(fault, own, other)
            case "covered":
                what = f"{shown} lies under {_named(other)}, which is drawn later"
                problem = self._problem("E310", own, what, "move one of them")
            case "over":
                assert isinstance(fault.other, GlyphRun)
                own, under = self._to_shorten(own, self._set_text(fault.other))
                if own.text is not None and own.text == under.text:
                    problem = self._touching(own, under)
                    return HiddenWords(("touching", own.text, own.by), problem)
                over = f"{self._words(under)}, which {_set_by(under.by)}"
                what = f"{self.called}: {self._words(own)} and {over}, run over each other"
                problem = self._problem("E311", own, what, "move one of them")
            case "off":
                what = f"{shown} reaches {fault.measure:.1f} mm over the edge"
                problem = self._problem("E312", own, what, "move it inwards")
        return HiddenWords((fault.why, own.text, own.by, other), problem)

    def _set_text(self, run: GlyphRun) -> _SetText:
        return _SetText(run, self.origins.text_of(run), self.origins.block_of(run))

    def _problem(self, code: str, own: _SetText, what: str, move: str) -> Problem:
        """The error at the text's own place if it is the card's or the deck's, or else at the
        block's."""
        text, by = own.text, own.by
        if text and (by is None or text.where.file != by.where.file):
            fix = f"it {_set_by(by)}: {move}, or shorten the text"
            return Problem("error", code, text.where, what, fix)
        where = by.where if by else self.setting.card.where
        return Problem("error", code, where, what, f"{move}, or shorten the text")

    def _touching(self, own: _SetText, under: _SetText) -> Problem:
        """The warning of two lines of one text whose accents touch, which can be read for all
        that."""
        lines = f'"{clipped(under.run.text.strip())}" and {self._words(own)}'
        what = f"{self.called}: the lines {lines} touch"
        return self._problem("W311", own, what, "give its style more leading")._replace(
            severity="warning"
        )

    def _to_shorten(self, one: _SetText, other: _SetText) -> tuple[_SetText, _SetText]:
        """The two, first the one that a person would rather shorten: the card's, the longer one."""

        def weight(own: _SetText) -> tuple[bool, int]:
            return self._field(own) in self.setting.card.words, len(
                own.text.text if own.text else ""
            )

        return (one, other) if weight(one) >= weight(other) else (other, one)

    def _faint(self, fault: Illegible, own: _SetText, other: Origin | None) -> HiddenWords:
        """What is wrong with an ink: a warning once for each pair, an error for each block."""
        ink, ground = fault.run.ink.name, fault.ground.name if fault.ground else ""
        of = f" of {_named(other)}" if other else ""
        under = f'on "{ground}"{of}' if ground else f"on the picture{of}, at its worst millimetre"
        ratio = f"a contrast of {int(fault.measure * 10) / 10:.1f}:1"
        what = f'{self.called}: {self._words(own)} is printed in "{ink}" {under}, {ratio}'
        where = own.by.where if own.by else self.setting.card.where
        fix = self._inks_for(fault)
        if fault.measure < UNSEEN:
            problem = Problem("error", "E313", where, f"{what}, and cannot be seen", fix)
            return HiddenWords(("faint", ink, ground, own.by), problem)
        size = "large type" if fault.least < 4 else "type of this size"
        what = f"{what}; {size} needs {fault.least:g}:1"
        return HiddenWords(("faint", ink, ground), Problem("warning", "W310", where, what, fix))

    def _inks_for(self, fault: Illegible) -> str:
        """The inks that can be told best from the ground, each look once."""
        if fault.ground is None:
            return "put a field of colour under the words, or use a calmer picture"
        found: dict[tuple[int, int, int], tuple[float, str]] = {}
        for name, ink in self.setting.inks.items():
            found.setdefault(ink.rgb, (self.legibility.contrast(ink, fault.ground), name))
        best = sorted(found.values(), reverse=True)[:_SUGGESTED]
        shown = [f'"{name}" ({ratio:.1f}:1)' for ratio, name in best if ratio >= fault.least]
        if not shown:
            return "give what lies under it a much lighter or darker ink"
        return f"give it another ink, such as {listed(shown)}"

    def _part(self, words: str, own: _SetText) -> str:
        """The words of a line that cannot be seen, and the field that they are of."""
        part, line = words.strip(), own.run.text.strip()
        return self._words(own) if part == line else f'"{clipped(part)}" of {self._words(own)}'

    def _words(self, own: _SetText) -> str:
        field = self._field(own)
        return f'"{clipped(own.run.text.strip())}"' + (f" ({field})" if field else "")

    def _field(self, own: _SetText) -> str:
        """The field of the card, or of the deck, that a text stands in."""
        if own.text is None:
            return ""
        card, deck, where = self.setting.card, self.setting.deck, own.text.where
        for name, words in card.words.items():
            if any(text.where == where for text in texts_of(words)):
                return name
        if card.theme and card.theme.name.where == where:
            return "theme"
        return "title" if deck.title.where == where else ""


def _set_by(by: Origin | None) -> str:
    return f"is set by the {by.block} at {by.where.in_file}" if by else "is set by the layout"


def _named(origin: Origin | None) -> str:
    """What draws an item, in words."""
    return f"the {origin.block} at {origin.where.in_file}" if origin else "the ground of the face"
