"""Posters: the art of cards, one file for the forms of each theme mark."""
