"""Parts of a report that are sent out: in the window of who sends them, and of who writes them."""
