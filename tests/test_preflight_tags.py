"""Elements of a structure tree are read from their bytes as pypdf reads them, or else by pypdf."""

from types import SimpleNamespace

import pytest

import cardgen
from cardgen.preflight.checks.page_order import _read
from cardgen.preflight.parsing.pdf_file import open_pdf
from cardgen.preflight.parsing.tags import UsualTags


@pytest.mark.parametrize("output", ["press", "press-sheets"])
def test_pages_are_read_in_the_order_in_which_pypdf_reads_them(output, monkeypatch):
    data = cardgen.open().build(output, cards=["trust", "mindset"]).files[0].data
    found = list(_read(open_pdf(data)))
    monkeypatch.setattr(UsualTags, "at", lambda *_: None)
    assert found and found == list(_read(open_pdf(data)))


class _Stream(dict):
    def get_data(self):
        return self.data


def tag(element):
    """The page and the inner numbers of an element that stands in an object stream."""
    head = b"7 0 8 %d " % len(element)
    holder = _Stream({"/First": len(head)})
    holder.data = head + element + b"<<>>"
    reader = SimpleNamespace(xref_objStm={7: (3, 0), 8: (3, 1)}, get_object=lambda _: holder)
    found = UsualTags(reader).at(7)
    return found and (found.page, [getattr(one, "idnum", one) for one in found.inner])


@pytest.mark.parametrize(
    ("element", "read"),
    [
        (b"<</S/P/P 2 0 R/Pg 5 0 R/K[3 11 0 R 4]>>", (5, [3, 11, 4])),
        (b"<< /Type /StructElem /S /P /P 2 0 R /K 9 0 R >>\n", (None, [9])),
        (b"<</S/P/Pg 5 0 R/K 0/ActualText(a\\) /K[9] /Pg 6 0 R)>>", (5, [0])),
        (b"<</S/L/A<</O/List/BBox[0 0 9 9]>>/K[1 0 R]>>", (None, [1])),
        (b"<</S/P/Pg 5 0 R/K[<</Type/MCR/Pg 6 0 R/MCID 3>>]>>", None),
        (b"<</S/P/Alt(two (nested) words)/K 3>>", None),
        (b"<</S/P/K[3]/Unknown 4>>", None),
        (b"<</S/P/K[3]", None),
        (b"[1 2]", None),
    ],
)
def test_an_element_that_is_written_as_few_are_is_left_to_pypdf(element, read):
    assert tag(element) == read
