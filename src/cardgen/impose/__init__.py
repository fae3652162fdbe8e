"""Frames on sheets: grids, duplex, marks, folds and cuts."""
