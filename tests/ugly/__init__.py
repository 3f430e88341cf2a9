"""Ugly files with the truth beside them: the uglinesses of real offices, combined by a seed."""
