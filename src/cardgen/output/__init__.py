"""Output: frames → the bytes of files; pdf/ writes tagged PDFs, editions/ what is read as text."""
