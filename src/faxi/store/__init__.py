"""Files and folders: reading case files at the boundary and writing without ever half-writing."""
