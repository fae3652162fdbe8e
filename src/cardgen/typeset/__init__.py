"""The model to frames."""
