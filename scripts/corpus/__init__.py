"""Makes the sample reports in `corpus/reports` from the texts in `corpus/sources`."""
