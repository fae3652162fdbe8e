"""Pixels: image files, their colours through ICC profiles, and pages rendered as pictures."""
