"""Numbers of colours: how light they are, how far apart, and in which inks they are printed."""
