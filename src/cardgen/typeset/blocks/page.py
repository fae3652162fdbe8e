"""A page of a flow, which its blocks have to themselves."""

from __future__ import annotations

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import one_of
from cardgen.typeset.blocks.stack import Stack, stack
from cardgen.typeset.fitted import Fitted, Part
from cardgen.typeset.setting import Setting

_MULTIPLES = {"next": 1, "verso": 2, "last": 4}  # of which the page's number is one


class PageBlock(Form):
    """at says which page begins: the next one; the next verso, a left one, so that two pages face
    each other; or the last one of a booklet, whose pages are a multiple of four. What grows shares
    the height of the page. Blocks that are higher run on over further pages, unless one of them
    lies over the others."""

    at: str = key(one_of(*_MULTIPLES), "next")
    blocks: Stack = key(stack)

    def fit(self, setting: Setting) -> Fitted:
        inner = self.blocks.fit(setting)
        pieces = None if self.blocks.has_over else lambda: self.blocks.parts(setting)
        part = Part(
            inner.height,
            inner.draw,
            fresh=_MULTIPLES[self.at],
            card=setting.card.id,
            grow=1.0,
            pieces=pieces,
        )
        return Fitted(inner.height, inner.draw, 1.0, inner.misfits, lambda: iter([part]))


decode = nested(PageBlock, "a page")
