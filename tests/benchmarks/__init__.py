"""Measurements, reported as ratios within one run and never asserted as times."""
