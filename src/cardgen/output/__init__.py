"""Frames to bytes."""
