"""The jobs behind the commands: each takes one request from reading to finished files."""
