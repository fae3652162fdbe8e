"""Cards to their faces, and pages to theirs."""
