"""File to figures in one place: bring files in, type a month in, see who is missing, mend the register, undo."""
