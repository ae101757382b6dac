"""What everything stands on: errors shown to the user, and where things lie."""
