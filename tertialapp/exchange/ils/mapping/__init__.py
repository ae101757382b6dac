"""The second of two stages: what stands in the text becomes a report of the model."""
