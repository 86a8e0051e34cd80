"""One neutral document of the repayment summary, and a writer for each format."""
