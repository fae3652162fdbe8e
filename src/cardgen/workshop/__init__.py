"""The index of a workshop's folder: what to print on what, and how it is packed and dealt."""
