"""Faces as pictures for screens, and their words in the order of reading."""
