"""Charts laid out: from the series of the model to lines, bars and words at places. Paper and window share it."""
