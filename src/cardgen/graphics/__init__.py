"""What is drawn: frames, type, art, colours and pixels. It knows nothing of cards or files."""
