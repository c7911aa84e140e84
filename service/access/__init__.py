"""Who may do what: keys, roles, limits of rate, and the trail of what was done."""
