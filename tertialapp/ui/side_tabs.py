"""What can stand beside the page, by the words that the settings keep."""

from __future__ import annotations

CHARTS = "diagram"
PREVIEW = "sidor"
CHECKS = "kontroll"
