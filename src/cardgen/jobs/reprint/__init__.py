"""What changed since an older file, and printing only that."""
