"""Looking before printing: previews, copyfitting and the odds of spoiled cards."""
