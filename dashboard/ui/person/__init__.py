"""The page of one person: where they stand and what falls due, what happened, and what is recorded next."""
