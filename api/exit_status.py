"""What a command's exit status says: all done, done in part, or wrong usage and nothing done."""

DONE, PARTLY, NOTHING = 0, 1, 2
