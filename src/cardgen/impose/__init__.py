"""Imposition: frames on sheets, with their grid, marks, slug, folds and cuts."""
