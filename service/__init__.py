"""All of Tally that keeps state: store, catalogue, jobs, index, API, web page, command line."""
