"""What Tally costs, as ratios within one run. A module here that defines `measure` is run by `scripts/bench`."""
