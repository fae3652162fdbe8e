"""What a file holds, kept in it so that it can be compared with another."""
