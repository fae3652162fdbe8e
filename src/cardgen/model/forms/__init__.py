"""What keys a YAML file may hold, and the readers of their values."""
