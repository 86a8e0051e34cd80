"""The command line: arguments in, the same use cases as the window, text or JSON out."""
