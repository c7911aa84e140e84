"""Bytes to record: pure functions over frozen values, no network, no database."""
