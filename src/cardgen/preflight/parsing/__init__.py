"""A PDF, read without trust: its dictionaries, and the objects that its content streams paint."""
