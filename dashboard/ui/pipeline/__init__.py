"""The page of people on the way to membership: its head, its pictures, its list and its sections."""
