"""Frames to text that is read on a screen: HTML, Markdown and plain text."""
