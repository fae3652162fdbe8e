"""Posters: the large art of cards, a file for the forms of each theme mark."""
