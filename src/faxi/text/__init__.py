"""Words for everything the engine knows only by code, in Chinese and English, and human input."""
