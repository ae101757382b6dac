"""The mentions of amounts in the economy: sentences that say nothing but an account and what it amounts to."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from msgspec import Struct

from tertialapp.check.prose.claims import OfAccounts
from tertialapp.check.prose.money import Account, Said
from tertialapp.check.prose.sentences import Spoken
from tertialapp.check.wording import sequence, stem

_SAID = (
    (Said.WITHDRAWAL, r"uttag\w*|ta ut|tas? \d|ur (?:fond|sina)\w*"),
    (Said.OPENING, r"ingående fond\w*|fond\w* om|hade med sig|överskott från {before}"),
    (Said.CLOSING, r"fond\w* (?:stannar|får|max)|föra över|överskott till {after}"),
    (Said.TURNOVER, r"omslutning(?:en|ar|arna)?\b|kostnader och intäkter|ökningen"),
    (Said.DEVIATION, r"(?:under|över)skott\w*|överskrid\w*|överstig\w*|saknas|back\b|avvikelse\w*"),
    (Said.REQUESTED, r"begärda?|ansöker|ansökan|budgetjustering\w*"),
    (Said.CHANGE, r"(?:prestations|omslutnings)\w*förändring\w*|förändringar"),
    (Said.COSTS, r"\w*kostnad(?:er|erna|sbudget\w*)\b"),
    (Said.REVENUES, r"intäkt(?:er|erna|sbudget\w*)\b"),
    (Said.INVESTMENT_BUDGET, r"investeringsbudget\w*|investeringsmedel"),
    (Said.FORECAST, r"(?:netto)?prognos(?:en|ens)?\b"),
    (Said.BUDGET, r"(?:netto|brutto)?budget(?:en|prognos)?\b|netto"),
)
_LOSS = re.compile(r"underskott|överskrid|överstig|saknas|\bback\b", re.IGNORECASE)
_GAIN = re.compile(r"överskott", re.IGNORECASE)
_BEFORE = re.compile(r"\bföre\b", re.IGNORECASE)
_AFTER = re.compile(r"\befter\b", re.IGNORECASE)
_OF_AMOUNTS = """
    och samt varav av den det detta dess de ett en om på till för i med är var blir bli blev väntas
    beräknas beräkna prognostiseras prognostiserar prognostiserade redovisar redovisas visar uppgår uppgick
    ger går har hade sig sin sina ur från per nu därmed därför dessutom ytterligare totalt sammanlagt
    netto helår helåret året år april augusti december nämnden nämndens förvaltningen förvaltningens
    stadsdelsnämnden verksamheten verksamheterna verksamhetsområdet verksamhetsområde området driften
    drift balans inom före efter resultatöverföring resultatöverföringar resultatöverföringarna
    resultatdispositioner resultatdispositionerna överföringarna dispositionerna kommer håller anmäler
    föreslås begär resultatenheterna resultatenheternas resultatenheter avseende avser störst ta tar tas
    räknar att planerar resterande mnkr tkr kr procent dagsläget som ökade ökar minskar minskade samtidigt
    både under förskolornas fonderna fonder fond överskrida överskridas täcks återstår sammantaget
    motsvarande ekonomin budgetera budgeterat avvecklingen avveckling stannar så anslag hela beloppet
    underskott underskottet överskott överskottet saknas back uttag uttaget ut ingående begärda begärd
    ansöker ansökan söker budgetjustering budgetjusteringar prestations omslutnings omslutning
    omslutningar omslutningsförändringar prestationsförändringar förändringar kostnader kostnaderna
    intäkter intäkterna intäktsbudget driftkostnadsbudgeten investeringsbudgeten investeringsbudget
    investeringsmedel prognos prognosen nettoprognos nettobudget nettobudgeten bruttobudget budget budgeten
    budgeterade överstiga föra över beloppet gå ökningen avvikelsen avvikelse orsaken vid ingång täcker
    mesta mellan vilket resultat resultatet resultatenhet påverkat storlek göras utifrån max samtidigt
    budgetprognos
"""
_SAYING = frozenset(stem(word) for word in _OF_AMOUNTS.split())
_TOWARDS = re.compile(r"\s*(?:netto\s)?(?:från|till|avseende|avser|för|inom)\s", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:ökar|ökade|ökat|minskar|minskade|minskat|stiger|sjunker)\b[^.]*\bmed $")
_THAN = re.compile(r"\s(?:lägre|högre|mer|mindre|bättre|sämre|över|under)\b")
_PART = re.compile(r"\b(?:varav|av (?:den|detta|dessa|budgeten|beloppet))\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"statsbidrag|stimulansmedel|\bEU\b|socialstyrelsen|länsstyrelsen", re.IGNORECASE
)
_INVESTED = {Said.BUDGET: Said.INVESTMENT_BUDGET, Said.FORECAST: Said.INVESTMENT_FORECAST}


class Ledger(Struct, frozen=True, dict=True):
    """The accounts of a report, found by the words that they are called."""

    accounts: tuple[Account, ...]
    year: int

    @cached_property
    def _hash(self) -> int:
        return hash((self.accounts, self.year))

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def by_key(self) -> dict[str, Account]:
        """The accounts by their keys."""
        return {account.key: account for account in self.accounts}

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], Account]]]:
        found: dict[str, list[tuple[tuple[str, ...], Account]]] = {}
        for account in self.accounts:
            for name in filter(None, account.names):
                found.setdefault(name[0], []).append((name, account))
        return found

    def seen(self, words: frozenset[str], owner: str) -> Ledger:
        """Those that a text with some words can name, and whose it is: all that it says follows from these."""
        named = self._by_first_word.keys() & words
        met = {account.key for word in named for _, account in self._by_first_word[word]} | {owner}
        return Ledger(tuple(each for each in self.accounts if each.key in met), self.year)

    def read(self, text: str) -> tuple[list[Account], bool]:
        """The accounts that some words name, in order, and whether all other words are said of amounts only."""
        words = sequence(text)
        named: list[Account] = []
        known = True
        at = 0
        while at < len(words):
            names = [
                (len(name), account)
                for name, account in self._by_first_word.get(words[at], ())
                if words[at : at + len(name)] == name
            ]
            if names:
                length, account = max(names, key=lambda each: each[0])
                named.append(account)
                at += length
            else:
                known = known and words[at] in _SAYING
                at += 1
        return named, known

    def begun(self, text: str) -> Account | None:
        """The account whose name some words begin with."""
        words = sequence(text)
        for name, account in self._by_first_word.get(words[0] if words else "", ()):
            if words[: len(name)] == name:
                return account
        return None


class Books(Struct, frozen=True):
    """The accounts, whose of them a text is, and whether it is about investments."""

    ledger: Ledger
    owner: str
    invested: bool


def claim(books: Books, spoken: Spoken) -> OfAccounts | None:
    """What an amount claims of an account; None when it is said of something else."""
    ledger = books.ledger
    said = _said(spoken, ledger.year)
    if said is None or not ledger.read(spoken.head)[1]:
        return None
    found = [] if _is_part(spoken, said, ledger) else _accounts(books, spoken, said)
    asked = tuple(
        (account.key, each)
        for account in found
        for each in _asked(_of_kind(account, said, books), spoken)
    )
    sign = _sign(spoken) if said is Said.DEVIATION else 0
    if spoken.mention.value < 0:
        sign = 1
    return OfAccounts(found[0].name, asked, spoken.mention.unit, sign) if found else None


def _is_part(spoken: Spoken, said: Said, ledger: Ledger) -> bool:
    """Whether an amount is only a part or a change of what is said: "varav 3 mnkr", "ökar med 3 mnkr"."""
    if said in (Said.DEVIATION, Said.TURNOVER, Said.WITHDRAWAL):
        return False
    if _CHANGE.search(spoken.before) or _THAN.match(spoken.after):
        return True
    if said is Said.REQUESTED:
        return _ELSEWHERE.search(spoken.after) is not None
    if not _PART.search(spoken.before):
        return False
    towards = _TOWARDS.match(spoken.after)
    named = ledger.begun(spoken.after[towards.end() :]) if towards else None
    told = any(pattern.search(spoken.own + spoken.near) for _, pattern in _patterns(ledger.year))
    return not (named or told)


def _accounts(books: Books, spoken: Spoken, said: Said) -> list[Account]:
    """What an amount can be said of: what is named beside it, else what was named before, or whose the text is."""
    ledger, owner = books.ledger, books.ledger.by_key[books.owner]
    towards = _TOWARDS.match(spoken.after)
    if towards:
        after = ledger.begun(spoken.after[towards.end() :])
        if after:
            return [after]
    own = ledger.read(spoken.own)[0]
    if own:
        return own[-1:]
    if towards and said is not Said.REQUESTED and not ledger.read(spoken.near)[1]:
        return []
    before = ledger.read(spoken.head)[0] or ledger.read(spoken.earlier)[0]
    return [*before[-1:], owner]


def _of_kind(account: Account, said: Said, books: Books) -> Said:
    """A budget is one of investments where the text or the account is about them."""
    invests = Said.INVESTMENT_BUDGET in account.said
    if invests and (books.invested or Said.BUDGET not in account.said):
        return _INVESTED.get(said, said)
    return said


@lru_cache(maxsize=16384)  # the same whatever the accounts are called
def _said(spoken: Spoken, year: int) -> Said | None:
    """What is said of an amount: beside it, else before in its sentence, else after, else in the sentence before."""
    for text in (spoken.own, spoken.before, spoken.near, spoken.head, spoken.after, spoken.earlier):
        for said, pattern in _patterns(year):
            if pattern.search(text):
                return said
    return None


@lru_cache(maxsize=16)
def _patterns(year: int) -> tuple[tuple[Said, re.Pattern[str]], ...]:
    return tuple(
        (said, re.compile(rf"\b(?:{words.format(before=year - 1, after=year + 1)})", re.IGNORECASE))
        for said, words in _SAID
    )


def _asked(said: Said, spoken: Spoken) -> tuple[Said, ...]:
    if said is not Said.DEVIATION:
        return (said,)
    for text in (spoken.near, spoken.before):
        if _BEFORE.search(text):
            return (Said.DEVIATION_BEFORE,)
        if _AFTER.search(text):
            return (Said.DEVIATION_AFTER,)
    return (Said.DEVIATION, Said.DEVIATION_BEFORE, Said.DEVIATION_AFTER)


def _sign(spoken: Spoken) -> int:
    for text in (spoken.before, spoken.head):
        if _LOSS.search(text):
            return -1
        if _GAIN.search(text):
            return 1
    return 1
