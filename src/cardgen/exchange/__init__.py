"""Decks and tables in the files of other programs: workbooks, documents and CSV."""
