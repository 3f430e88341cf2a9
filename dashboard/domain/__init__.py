"""The rules of the field, pure: no database, no screen, no clock; only the standard library."""
