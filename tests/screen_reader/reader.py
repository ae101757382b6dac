"""Answers what a screen reader is told of the program. Run by the system's Python, which has AT-SPI.

A line of JSON in, a line of JSON out, see ``session.Screen``. A question names a role, patterns for name,
text and description, states that the control must have and must not have, and how long to wait for it;
``focus`` puts the cursor there. The answer is the control, or null when there is none in time.
``{"said": pattern}`` waits for an announcement, ``{"roles": [...]}`` gives everything that shows.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - its version is chosen first

PAUSE_S = 0.04
WORDS = ("name", "text", "description")


def main() -> None:
    """Answer until the questions end."""
    events = Events()
    for line in sys.stdin:
        question = json.loads(line)
        if "roles" in question:
            answer = _wait(question, lambda asked: _everything(asked["roles"]))
        elif "said" in question:
            answer = _wait(question, lambda asked: events.said(asked["said"]))
        else:
            answer = _wait(question, lambda asked: _found(asked, events))
        sys.stdout.write(f"{json.dumps(answer, ensure_ascii=False)}\n")
        sys.stdout.flush()


class Events:
    """What the program said of itself, since no question can find it: where the cursor went, what was announced."""

    def __init__(self) -> None:
        self.focus: Any = None
        self._said: list[str] = []
        self._listener = Atspi.EventListener.new(self._take)
        for kind in ("object:state-changed:focused", "object:announcement"):
            self._listener.register(kind)

    def said(self, pattern: str) -> str | None:
        """The first announcement that fits, which then is forgotten with those before it."""
        for at, words in enumerate(self._said):
            if fnmatchcase(words, pattern):
                del self._said[: at + 1]
                return words
        return None

    def _take(self, event: Any) -> None:
        if event.type.startswith("object:announcement"):
            self._said.append(str(event.any_data))
        elif event.detail1:
            self.focus = event.source


def _wait(question: dict[str, Any], answer: Callable[[dict[str, Any]], Any]) -> Any:
    end = time.monotonic() + question["within"]
    context = GLib.MainContext.default()
    while True:
        while context.iteration(False):
            pass
        try:
            found = answer(question)
        except GLib.Error:  # a window was closed while it was asked
            found = None
        if found is not None or time.monotonic() > end:
            return found
        time.sleep(PAUSE_S)


def _found(question: dict[str, Any], events: Events) -> dict[str, Any] | None:
    for node in _showing([question["role"]], question["states"]):
        told = _told(node, question)
        if told is not None:
            if question["focus"]:
                node.grab_focus()
            return told
    # The editor of a cell is no child of its table.
    focus = _told(events.focus, question) if events.focus is not None else None
    fits = focus is not None and {"focused", *question["states"]} <= set(focus["states"])
    return focus if fits and focus is not None and focus["role"] == question["role"] else None


def _everything(roles: list[str]) -> list[dict[str, Any]]:
    return [told for node in _showing(roles, []) if (told := _told(node, {}))]


def _showing(roles: list[str], states: list[str]) -> Iterator[Any]:
    """The controls of some roles (none: of all) which show and have some states."""
    wanted = Atspi.StateSet.new([_constant(Atspi.StateType, s) for s in ("showing", *states)])
    all_of, any_of = Atspi.CollectionMatchType.ALL, Atspi.CollectionMatchType.ANY
    kinds = [_constant(Atspi.Role, role) for role in roles]
    which = any_of if kinds else all_of
    rule = Atspi.MatchRule.new(wanted, all_of, {}, all_of, kinds, which, [], all_of, False)
    for window in _windows():
        has = window.get_state_set()
        fits = not roles or window.get_role_name() in roles
        if fits and all(has.contains(state) for state in wanted.get_states()):
            yield window
        order = Atspi.CollectionSortOrder.CANONICAL
        yield from window.get_matches(rule, order, 0, True)


def _windows() -> Iterator[Any]:
    desktop = Atspi.get_desktop(0)
    for app in map(desktop.get_child_at_index, range(desktop.get_child_count())):
        if app is not None and "tertial" in app.get_name().lower():
            app.set_cache_mask(Atspi.Cache.NONE)  # else old answers are given for ever
            yield from filter(None, map(app.get_child_at_index, range(app.get_child_count())))


def _constant(kind: Any, words: str) -> Any:
    return getattr(kind, words.replace(" ", "_").upper())


def _told(node: Any, question: dict[str, Any]) -> dict[str, Any] | None:
    """What is told of a control, None when it does not fit the question or is gone meanwhile."""
    try:
        if not fnmatchcase(node.get_name(), question.get("name", "*")):
            return None
        told = {
            "role": node.get_role_name(),
            "name": node.get_name(),
            "description": node.get_description(),
            "label": _label(node),
            "text": _text(node),
            "states": [state.value_nick for state in node.get_state_set().get_states()],
        }
    except GLib.Error:
        return None
    fits = all(fnmatchcase(told[key], question.get(key, "*")) for key in WORDS)
    return told if fits and not set(told["states"]) & set(question.get("lacks", ())) else None


def _label(node: Any) -> str:
    """What a control is labelled by."""
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            return str(relation.get_target(0).get_name())
    return ""


def _text(node: Any) -> str:
    return Atspi.Text.get_text(node, 0, -1) if "Text" in node.get_interfaces() else ""


if __name__ == "__main__":
    main()
