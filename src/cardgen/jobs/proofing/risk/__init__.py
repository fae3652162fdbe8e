"""The risk that printing and cutting spoil cards, found by simulating both many times over."""
