"""The values that the stages hand on: decks, layouts, sheets, options, profiles and plans."""
