"""A page of HTML as a reader meets it: what is said, in order, and what leads where."""

import html5lib


def parsed(text):
    """The page's tree; a mistake in it is a mistake of the test."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def said_in(element):
    """Every text in order: numbers of lists, what drawings are called, the letters in them."""
    if element.tag.endswith("}svg"):
        yield element.get("aria-label")
        yield "".join(element.itertext()).replace(" ", "")
        return
    if element.tag == "li" and element.get("value"):
        yield element.get("value")
    yield element.text
    for kid in element:
        yield from said_in(kid)
        yield kid.tail


def texts(*elements):
    """The same without what is only white space."""
    found = (text.strip() for element in elements for text in said_in(element) if text)
    return [text for text in found if text]
