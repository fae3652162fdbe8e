"""YAML definitions of behaviours to printed card decks."""

__version__ = "0.1.0"
