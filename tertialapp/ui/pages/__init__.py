"""The pages of the workspace, one per kind of place in the report."""
