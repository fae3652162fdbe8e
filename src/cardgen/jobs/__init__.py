"""One output, from what is wished for to finished files."""
