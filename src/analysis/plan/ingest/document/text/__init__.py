"""The text front end: the lines of a PDF's text layer, whose tables it puts together again."""
