"""Who changed what and when, and what two versions differ in, with the way back."""
