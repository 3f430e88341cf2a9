"""Writes: one function an intention, each in one transaction with one audit row, each undoable."""
