"""YAML and picture files to the model: the only door to YAML."""
