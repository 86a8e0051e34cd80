"""The calculation engine: pure, exact, and ignorant of clock, files, locale and window."""
