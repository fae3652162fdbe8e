"""Which faces a finished file holds, and what changed since it was made."""
