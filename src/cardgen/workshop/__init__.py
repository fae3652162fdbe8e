"""Workshops: packs of cards for tables and people, and an index that says how to print and deal
them."""
