"""Reads YAML and picture files into the model; this room is the only door to YAML."""
