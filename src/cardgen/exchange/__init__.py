"""Decks as spreadsheets and documents, out and back: the only door to openpyxl and python-docx."""
