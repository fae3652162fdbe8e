"""Type: fonts and shaping, line breaking, and paragraphs set as glyph runs."""
