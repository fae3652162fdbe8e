"""The page in the browser: what it asks of the interface, and who answers."""
