"""Files for people: pure functions from frames to the bytes of workbooks and tables."""
