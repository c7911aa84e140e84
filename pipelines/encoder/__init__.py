"""Tally's own encoder: one pass over the words serves names and figures."""
