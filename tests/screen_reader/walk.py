"""What a screen reader is told of the program's window, as JSON. Run by the system's Python, which has pyatspi.

walk.py [ROLE NAME ACTION]...    first carries out actions on named controls, then walks
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import pyatspi  # the system's own, with AT-SPI

WAIT_S = 40
DEEPEST = 40
MOST_CHILDREN = 300


def main() -> int:
    """Wait for the window, act, and print every control that shows."""
    window = _window()
    if window is None:
        sys.stderr.write("no window\n")
        return 1
    words = sys.argv[1:]
    for at in range(0, len(words), 3):
        _act(window, *words[at : at + 3])
        time.sleep(1)
    found: list[dict[str, object]] = []
    for top in _application():
        _walk(top, 0, found)
    json.dump(found, sys.stdout, ensure_ascii=False)
    return 0


def _application() -> Any:
    desktop = pyatspi.Registry.getDesktop(0)
    return next((app for app in desktop if app and "tertial" in app.name.lower()), ())


def _window() -> Any:
    """The window, once a report is open in it and its tree is there."""
    end = time.time() + WAIT_S
    while time.time() < end:
        for top in _application():
            if _find(top, "tree", "Rapportens delar") is not None:
                time.sleep(1)
                return top
        time.sleep(0.3)
    return None


def _find(node: Any, role: str, name: str, depth: int = 0) -> Any:
    if node is None or depth > DEEPEST:
        return None
    if node.getRoleName() == role and node.name == name:
        return node
    for at in range(min(node.childCount, MOST_CHILDREN)):
        found = _find(node.getChildAtIndex(at), role, name, depth + 1)
        if found is not None:
            return found
    return None


def _act(window: Any, role: str, name: str, action: str) -> None:
    node = _find(window, role, name)
    if node is None:
        sys.stderr.write(f"no {role} {name}\n")
        sys.exit(1)
    acts = node.queryAction()
    names = [acts.getName(at) for at in range(acts.nActions)]
    acts.doAction(names.index(action))


def _label(node: Any) -> str:
    """What a control is labelled by."""
    for relation in node.getRelationSet():
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY:
            return str(relation.getTarget(0).name)
    return ""


def _walk(node: Any, depth: int, found: list[dict[str, object]]) -> None:
    if node is None or depth > DEEPEST:
        return
    states = node.getState()
    if not states.contains(pyatspi.STATE_SHOWING) and depth:
        return
    found.append(
        {
            "role": node.getRoleName(),
            "name": node.name,
            "description": node.description,
            "label": _label(node),
            "focusable": states.contains(pyatspi.STATE_FOCUSABLE),
            "depth": depth,
        }
    )
    for at in range(min(node.childCount, MOST_CHILDREN)):
        _walk(node.getChildAtIndex(at), depth + 1, found)


if __name__ == "__main__":
    sys.exit(main())
