"""Colour as numbers: lightness, contrast and difference, the tones of a theme, CMYK builds."""
