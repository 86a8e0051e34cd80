"""The law as data: dated, cited rows read from ``resources/rules`` and checked while reading."""
