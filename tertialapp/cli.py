"""The command line: the same acts as in the window, for automation and tests."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tertialapp import tasks
from tertialapp.base.errors import BadInput, Refusal
from tertialapp.model.numbers import counted
from tertialapp.pdf.standard import STANDARDS, USUAL

if TYPE_CHECKING:
    from tertialapp.document.merging import Outcome

HELP = """\
tertialapp [FIL]                   öppnar fönstret
tertialapp example FIL             skriver exempelrapporten
tertialapp import KÄLLA FIL        läser in en ILS-rapports text (.txt) eller JSON (.json)
tertialapp export FIL UT           skriver .pdf eller .json efter filnamnets slut
    --period "T1 2025"             vilken period (annars den senaste)
    --draft                        märker PDF:en som utkast
    --section 1.3                  bara ett mål eller avsnitt, efter nummer eller titel (PDF)
    --standard a-2a+ua-1           arkiv (PDF/A) och tillgänglighet (PDF/UA); annars a-1b, eller none:
                                   vanlig PDF med rapportens data som bilaga
tertialapp check FIL               kontrollerar rapporten mot sig själv: 1 när något finns, annars 0
    --json                         fynden som JSON, med nycklar som består
                                   (motiverade avvikelser för sig; de ger aldrig 1)
    --fail-on error                bara fel ger 1 (annars även varningar; notiser gör det aldrig)
tertialapp consolidate MAPP        ställer samman nämndernas rapporter i en mapp: 1 när någon fil har fel
    --period "T1 2025"             vilken period (annars den senaste som någon fil har)
    --sök ord                      var ordet står i nämndernas texter
    --ut FIL.xlsx | FIL.csv        skriver alla tabeller, eller en som .csv (--tabell Mål, annars Läge)
    --json                         tabellerna som JSON
tertialapp merge VÅR DERAS         fogar in en annan kopia av samma rapport: 1 när något är att avgöra
    --ut FIL                       skriver en ny fil i stället för VÅR (DERAS ändras aldrig)
    --json                         det som är att avgöra eller titta på, som JSON
tertialapp part FIL UT             skickar ut ett mål eller avsnitt som en egen fil att skriva i;
                                   ”tertialapp merge FIL UT” läser tillbaka den
    --section 1.3                  vilket, efter nummer eller titel
    --to "Anna"                    till vem
    --due 2025-05-12               sista dag
    --note "Ring mig"              ett meddelande
tertialapp info FIL                berättar vad en fil innehåller
tertialapp selftest                provar att programmet fungerar
example, import, part och merge --ut ersätter en fil som redan finns bara med --ersätt.
"""

DONE, FINDINGS, BAD_INPUT = 0, 1, 2
COMMANDS = (
    *("example", "import", "export", "check", "consolidate", "merge", "part", "info", "selftest"),
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's words are English
        raise BadInput("Kommandot går inte att förstå. Skriv ”tertialapp --help” för att se hur.")


def _parser() -> _Parser:
    parser = _Parser(add_help=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int | None], *paths: str) -> _Parser:
        added: _Parser = commands.add_parser(name, add_help=False)
        for path in paths:
            added.add_argument(path, type=Path)
        added.set_defaults(run=run)
        return added

    for writing in (
        command("example", _example, "target"),
        command("import", _import, "source", "target"),
    ):
        writing.add_argument("--ersätt", "--replace", dest="replace", action="store_true")
    export = command("export", _export, "source", "target")
    export.add_argument("--period", default="")
    export.add_argument("--draft", action="store_true")
    export.add_argument("--section", default="")
    export.add_argument("--standard", choices=STANDARDS, default=USUAL)
    check = command("check", _check, "source")
    check.add_argument("--period", default="")
    check.add_argument("--json", action="store_true")
    check.add_argument("--fail-on", choices=("error", "warning"), default="warning")
    boards = command("consolidate", _consolidate, "folder")
    boards.add_argument("--period", default="")
    boards.add_argument("--sök", "--search", dest="words", default="")
    boards.add_argument("--ut", "--out", dest="target", type=Path)
    boards.add_argument("--tabell", "--table", dest="table", default="")
    boards.add_argument("--json", action="store_true")
    merging = command("merge", _merge, "ours", "theirs")
    merging.add_argument("--ut", "--out", dest="target", type=Path)
    merging.add_argument("--ersätt", "--replace", dest="replace", action="store_true")
    merging.add_argument("--json", action="store_true")
    part = command("part", _part, "source", "target")
    part.add_argument("--section", required=True)
    part.add_argument("--to", "--till", dest="person", required=True)
    part.add_argument("--due", "--senast", type=date.fromisoformat)
    part.add_argument("--note", "--meddelande", default="")
    part.add_argument("--ersätt", "--replace", dest="replace", action="store_true")
    command("info", _info, "source")
    command("selftest", _selftest)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Carry out a command; gives the exit code: 0 done, 1 findings, 2 bad input with one line on stderr."""
    if any(word in ("-h", "--help", "--hjälp") for word in arguments):
        print(HELP, end="")
        return DONE
    try:
        parsed = _parser().parse_args(arguments)
        code: int | None = parsed.run(parsed)
    except Refusal as refusal:
        print(" ".join(str(refusal).split()), file=sys.stderr)
        return BAD_INPUT
    return code or DONE


def _example(parsed: argparse.Namespace) -> None:
    tasks.write_example(parsed.target, replace=parsed.replace)
    print(f"Exempelrapporten är sparad i {parsed.target}.")


def _import(parsed: argparse.Namespace) -> None:
    imported = tasks.import_source(parsed.source, parsed.target, replace=parsed.replace)
    print(f"Inläst och sparad i {parsed.target}.")
    if imported.remarks:
        print(f"{len(imported.remarks)} ställen att titta på:")
    for remark in imported.remarks:
        print(f"  rad {remark.line}: {remark.message}" if remark.line else f"  {remark.message}")


def _export(parsed: argparse.Namespace) -> None:
    missing = tasks.export_file(
        parsed.source,
        parsed.target,
        period=parsed.period,
        draft=parsed.draft,
        section=parsed.section.strip(),
        standard=parsed.standard,
    )
    print(f"Exporterad till {parsed.target}.")
    if missing:
        from tertialapp.pdf.replaced import replaced_sentence  # noqa: PLC0415 - seldom

        print(replaced_sentence(missing), file=sys.stderr)


def _check(parsed: argparse.Namespace) -> int:
    from tertialapp.check.listing import lines, plain_findings, plain_waived  # noqa: PLC0415

    found = tasks.check_file(parsed.source, period=parsed.period)
    if parsed.json:
        told = {
            "period": found.period_id,
            "findings": plain_findings(found.report, found.findings),
            "waived": plain_waived(found.report, found.waived),
        }
        _print_json(told)
    else:
        for line in lines(found.report, found.findings, found.waived):
            print(line)
    failing = ("error",) if parsed.fail_on == "error" else ("error", "warning")
    return FINDINGS if any(each.severity in failing for each in found.findings) else DONE


def _print_json(told: object) -> None:
    import json  # noqa: PLC0415 - most commands print none

    print(json.dumps(told, ensure_ascii=False, indent=2))


def _consolidate(parsed: argparse.Namespace) -> int:
    # Imported here: the other commands need none of it.
    from tertialapp import consolidate  # noqa: PLC0415
    from tertialapp.exchange.sheets_json import sheets_json  # noqa: PLC0415
    from tertialapp.model.consolidated import sheets, summary  # noqa: PLC0415

    if parsed.target:
        consolidate.check_target(parsed.target)
    whole = consolidate.consolidate(parsed.folder, period=parsed.period, words=parsed.words)
    tables = sheets(whole)
    if parsed.target:
        title = f"Sammanställning {whole.period_id}"
        consolidate.write_sheets(tables, parsed.target, title, table=parsed.table)
    if parsed.json:
        print(sheets_json(tables, whole.period_id))
    else:
        for line in summary(whole):
            print(line)
        if parsed.target:
            print(f"Skrivet till {parsed.target}.")
    for failure in whole.failures:
        print(failure.line, file=sys.stderr)
    return FINDINGS if whole.failures else DONE


def _merge(parsed: argparse.Namespace) -> int:
    from tertialapp.merge.listing import lines, plain_conflict, plain_notice  # noqa: PLC0415

    done = tasks.merge_files(parsed.ours, parsed.theirs, parsed.target, replace=parsed.replace)
    if parsed.json:
        told = {
            "known": done.known,
            "ancestor": done.ancestor,
            "changed": done.changed,
            "conflicts": [plain_conflict(found) for found in done.conflicts],
            "notices": [plain_notice(notice) for notice in done.notices],
            "remarks": list(done.remarks),
        }
        _print_json(told)
    else:
        print(_merged(done, parsed))
        for line in (*lines(done.conflicts, done.notices), *done.remarks):
            print(line)
    return FINDINGS if done.conflicts else DONE


def _merged(done: Outcome, parsed: argparse.Namespace) -> str:
    target = parsed.target or parsed.ours
    if done.known:
        return (
            f"”{parsed.theirs.name}” innehåller inget som inte redan finns i ”{parsed.ours.name}”."
        )
    changed = f"{counted(done.changed, 'post', 'poster')} ändrades"
    alone = (
        ""
        if done.ancestor
        else " Kopiorna har ingen gemensam historik: allt som skiljer är kvar att avgöra."
    )
    what = f"Delen från {done.part.person} är tillbaka" if done.part else "Sammanfogad"
    return f"{what} och sparad i {target}: {changed}.{alone}"


def _part(parsed: argparse.Namespace) -> None:
    tasks.send_out(
        parsed.source,
        parsed.target,
        section=parsed.section.strip(),
        person=parsed.person,
        due=parsed.due,
        note=parsed.note,
        replace=parsed.replace,
    )
    print(f"Delen till {parsed.person.strip()} är sparad i {parsed.target}.")


def _info(parsed: argparse.Namespace) -> None:
    for line in tasks.info(parsed.source):
        print(line)


def _selftest(_: argparse.Namespace) -> None:
    for step in tasks.selftest():
        print(step)
    print("Allt fungerar.")
