"""Pages → text that is read on a screen: HTML, Markdown and plain text, after the tags of a PDF."""
