"""Reprints: what changed since an older file, and the files that print only that."""
