"""Folios: the number of each page of a document, through the whole file."""

import pypdfium2
import pytest
from command_line import run
from small_decks import small_deck

import cardgen
from cardgen.read.files import BUNDLED

MM = 72 / 25.4


def folios(data):
    """What stands at the right of the foot of each page."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        width, _ = page.get_size()
        corner = {"left": width - 45 * MM, "right": width, "bottom": 0, "top": 20 * MM}
        found.append(page.get_textpage().get_text_bounded(**corner).strip())
    return found


def test_pages_of_a_document_are_numbered_from_its_first():
    data = cardgen.open().build("reading").files[0].data
    assert folios(data) == [str(number) for number in range(1, 17)]


@pytest.mark.slow
def test_a_card_on_several_pages_has_a_number_on_each(tmp_path):
    long = [f"Says point {number}, and says it at some length" for number in range(40)]
    small_deck(tmp_path, {"positive": long}, {"name": "Listening"})
    data = cardgen.open(tmp_path).build("reading").files[0].data
    assert folios(data) == ["1", "2", "3"]


@pytest.mark.slow
def test_many_cards_are_numbered_in_one_row(tmp_path):
    small_deck(tmp_path, *({"name": f"Card {number}"} for number in range(1, 131)))
    data = cardgen.open(tmp_path).build("reading").files[0].data
    assert folios(data) == [str(number) for number in range(1, 131)]


def test_the_number_is_not_read_out_nor_part_of_other_editions():
    text = cardgen.open().build("reading", format="txt").files[0].data.decode()
    assert "\n2\n" not in text and "\n16\n" not in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("pages/reading/page.yaml", "E204", 'no style is called "folios"'),
        ("cards/label/card.yaml", "E107", "cards have no folios"),
    ],
)
def test_what_is_wrong_with_a_folio_is_told(file, code, words, tmp_path):
    own = tmp_path / "layouts" / file
    own.parent.mkdir(parents=True)
    text = (BUNDLED / "layouts" / file).read_text("utf-8")
    text = text.replace("style: folio,", "style: folios,")
    if "folio" not in text:
        text += "\nfolio: {style: title, right: 5, bottom: 5}\n"
    own.write_text(text, encoding="utf-8")
    output = "reading" if "pages" in file else "labels"
    told = run("-C", tmp_path, "check", output)
    assert f"error[{code}]" in told.stderr and words in told.stderr
