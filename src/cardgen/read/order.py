"""layouts/order.yaml → what goes with a file that somebody else prints."""

from __future__ import annotations

from cardgen.model.forms.form import Form, key, nested
from cardgen.model.forms.readers import Unreadable, list_of, names_to, text
from cardgen.problems import Problems
from cardgen.read.files import Sources

_texts = list_of(text)


class Contents(Form):
    """What each kind of file in the ZIP of an order is."""

    file: str = key(text)
    ticket: str = key(text)
    order: str = key(text)
    note: str = key(text)
    supplies: str = key(text)


class FileWords(Form):
    """Where the file to print is, as the note and the order say it."""

    note: str = key(text)
    order: str = key(text, "")


_file_words = nested(FileWords, "the words for where a file is")


class FilePlaces(Form):
    """The words for a file in the ZIP, for one beside it, and for one that somebody else makes."""

    in_zip: FileWords = key(_file_words)
    beside: FileWords = key(_file_words)
    to_come: FileWords = key(_file_words)


class Supplies(Form):
    """What to have at hand on an own printer, by what is printed: sheets of cards that are cut,
    cards that are folded, stock that is cut already, whole pages."""

    cut: tuple[str, ...] = key(_texts)
    fold: tuple[str, ...] = key(_texts)
    stock: tuple[str, ...] = key(_texts)
    pages: tuple[str, ...] = key(_texts)


class Stock(Form):
    """What to print on with an own printer, by what is printed."""

    cut: str = key(text)
    fold: str = key(text)
    pages: str = key(text)


class OrderWords(Form):
    """The shops in the order in which they are offered, and the words of an order: how many, where
    the file holds every copy, or each card once; what a mail says, paragraph by paragraph, and
    where the file is; how many are spare; what to choose on a shop's own page; what is in the ZIP,
    what to print on, and what to have at hand."""

    shops: tuple[str, ...] = key(_texts, ())
    in_file: str = key(text)
    each_once: str = key(text)
    single: str = key(text)
    subject: str = key(text)
    note: tuple[str, ...] = key(_texts)
    file: FilePlaces = key(nested(FilePlaces, "where the file is"))
    spare: str = key(text)
    choose: str = key(text)
    fields: dict[str, str] = key(names_to(text))
    contents: Contents = key(nested(Contents, "the contents of an order"))
    stock: Stock = key(nested(Stock, "the stock"))
    supplies: Supplies = key(nested(Supplies, "the supplies"))


order_form = nested(OrderWords, "an order")


def read_order_words(sources: Sources, problems: Problems) -> OrderWords | None:
    """Returns the words of orders, or None if there were errors (they are in problems)."""
    tree = sources.tree("layouts/order.yaml", problems)
    try:
        return order_form(tree, problems) if tree else None
    except Unreadable:
        return None
