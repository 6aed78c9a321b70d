"""The grammar of English as far as a brief needs it: possessives, articles, titles in sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Self

from briefing.language.locale_data import territory_names
from briefing.language.term_file import Entry

_POSSESSIVES = ("’s", "'s", "s’", "s'")
_NAME_AT_HEAD = re.compile(r"[A-Z][a-z]+(?: (?:and|of|the|&))* [A-Z][a-z]+")
"""A name, or a title with capitals throughout: ``Ards and North Down HPI``, ``Simple Mean``."""
_A_NAME = r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)*"
_NAME_OF_SEVERAL = re.compile(rf"{_A_NAME}(?:, {_A_NAME})+,? (?:and|&) [A-Z]")
"""A name with commas of its own: ``Newry, Mourne and Down``."""
_COMPOSITION = re.compile(r"\s*[-–—]\s*\d+ countries \(from (?:19|20)\d\d\)$")
"""Of how many a group consists, which no sentence repeats: ``Euro area – 20 countries (from 2023)``."""
_CLAUSE_END = re.compile(
    r"[;:—–(\[]|, |\b(?:but|while|whereas|when|because|although|though|since|if|that|where)\b"
)

_ALIKE = 3
"""From how many titles on that differ in their first word alone these words are names."""


def _bare(name: str) -> str:
    """A name of a place as it is compared: without the article."""
    return name.casefold().removeprefix("the ")


class EnglishGrammar:
    """English manners of putting a word into a slot; its words stand in the terms."""

    def __init__(
        self,
        terms: Mapping[str, Entry],
        names: frozenset[str] = frozenset(),
        places: frozenset[str] = frozenset(),
    ) -> None:
        self._terms = terms
        self._names = names
        self._places = places

    def knowing(self, names: frozenset[str], places: Collection[str] = ()) -> Self:
        """The same with words that are names at the head of a title (``Belfast``, ``French``), and with names of places."""
        single = {_bare(one) for one in places if self._is_one_place(one)}
        return type(self)(self._terms, self._names | names, self._places | single)

    def _is_one_place(self, name: str) -> bool:
        """Whether a place is one: ``West Midlands``, not ``Other countries`` or ``Channel Islands``."""
        words = re.findall(r"[^\W\d_]+", name)
        is_named = bool(words) and words[-1][0].isupper() and not self.is_several(name)
        return is_named and words[-1].casefold() not in self._terms["grammar.several_places"]

    def names_among(self, titles: Collection[str], members: Collection[str]) -> frozenset[str]:
        """First words that are names: of members, and of titles that differ in nothing else.

        ``Belfast HPI``, ``Derry HPI`` and ``Newry HPI`` name three places.
        """
        found = {one.split()[0] for one in members if one.split()}
        by_rest: dict[str, set[str]] = {}
        for title in titles:
            first, _, rest = title.partition(" ")
            by_rest.setdefault(rest, set()).add(first)
        for rest, firsts in by_rest.items():
            if rest[:1].isalpha() and len(firsts) >= _ALIKE and all(map(self._may_be_name, firsts)):
                found |= firsts
        return frozenset(one for one in found if self._may_be_name(one))

    def _may_be_name(self, word: str) -> bool:
        is_capital = word[:1].isupper() and word[1:].islower()
        return is_capital and word.casefold() not in self._terms["grammar.common_heads"]

    def _begins_with_name(self, title: str) -> bool:
        """Whether the first word keeps its capital: a name that is known, or stands before ``HPI`` alone."""
        first, _, rest = title.partition(" ")
        if first in self._names or _NAME_AT_HEAD.match(title) or _NAME_OF_SEVERAL.match(title):
            return True
        words = re.findall(r"[^\W\d_]+", rest)
        are_letters = bool(words) and all(one.isupper() and len(one) > 1 for one in words)
        return are_letters and first.isalpha() and self._may_be_name(first)

    def owner(self, name: str) -> str:
        """A name in the possessive: ``China’s``, ``United States’``; ``St. Anne's`` is one already."""
        if name.endswith(_POSSESSIVES[:2]):
            return name
        key = "possessive_after_s" if name.endswith("s") else "possessive"
        return str(self._terms[f"grammar.{key}"]).format(name=name)

    def name(self, name: str) -> str:
        """A country or other name as it stands in a sentence: ``the United States``."""
        if isinstance(known := self._terms.get(f"names.{name}"), str):
            return known
        name = _COMPOSITION.sub("", name)
        if name not in self._terms["grammar.names_with_article"]:
            return name
        return str(self._terms["grammar.article"]).format(name=name)

    def closed(self, title: str) -> str:
        """A title before a verb: one with a comma in it is closed by another."""
        return f"{title}," if ", " in _NAME_OF_SEVERAL.sub("", title) else title

    def within(self, title: str) -> str:
        """A title inside another: its capital falls away if its first word is a common one."""
        first, gap, rest = title.partition(" ")
        is_owner = first.endswith(_POSSESSIVES)
        if self._begins_with_name(title):
            return title
        if (first[1:].islower() and not is_owner) or not first[1:]:
            return f"{first[:1].lower()}{first[1:]}{gap}{rest}"
        return title

    def in_clause(self, title: str) -> str:
        """The title without its capital where its first word is a common one, and no owner."""
        first = title.partition(" ")[0]
        is_name = not first[1:].islower() or first.endswith(_POSSESSIVES)
        is_name = is_name or self._begins_with_name(title)
        return title if is_name else f"{title[0].lower()}{title[1:]}"

    def of_part(self, title: str) -> str:
        """A measure of the whole, as said of a part: ``production`` of ``World production``."""
        for word in self._terms["grammar.whole_words"]:
            title = title.removeprefix(word)
        return title

    def tells_change(self, title: str) -> bool:
        """Whether a title says that the figure is itself a change: ``GDP growth``."""
        return any(word in title.lower() for word in self._terms["grammar.change_words"])

    def is_several(self, name: str) -> bool:
        """Whether a name stands for several: ``Other countries``."""
        return name.casefold().startswith(tuple(self._terms["grammar.several_words"]))

    def is_plural(self, title: str) -> bool:
        """Whether a title takes a plural verb: ``Net exports``, ``People in work``; by its head noun.

        The head is the last word before a comma, a colon, a bracket or a preposition; past participles
        at its end are passed over (``Pupils enrolled``). It is plural if it ends in s, but not in ss,
        us or is, and by lists of what the ending does not tell.
        """
        head = self._head(title)
        last = head[-1].casefold().rstrip(".") if head else ""
        if (number := self._number_of_place(" ".join(head))) is not None:
            return number > 1
        if last in self._terms["grammar.singular_words"] or last.endswith(_POSSESSIVES):
            return False
        if last in self._terms["grammar.plural_words"]:
            return True
        return last.endswith("s") and not last.endswith(("ss", "us", "is", "’s"))

    def _head(self, title: str) -> list[str]:
        """The words of a title up to its head noun: ``Pupils`` of ``Pupils enrolled in Kenya, mean``."""
        head = re.split(r"[,:;(\[]", title)[0].split()
        for place, one in enumerate(head):
            if place and one.casefold() in self._terms["grammar.prepositions"]:
                head = head[:place]
                break
        while len(head) > 1 and re.search(r"(?:ed|ing|born|aged)$", head[-1]):
            head.pop()
        return head

    def each(self, title: str) -> str:
        """One of what a title counts: ``Teacher in schools`` for ``Teachers in schools``; another title as it is."""
        head = self._head(title)
        if not head or {"and", "or", "&"} & {*head} or not self.is_plural(title):
            return title
        known = dict(one.split() for one in self._terms["grammar.irregular_plurals"])
        many, one = head[-1], head[-1]
        if (found := known.get(many.casefold())) is not None:
            one = found.capitalize() if many[0].isupper() else found
        elif re.search(r"[^aeiou]ies$", many):
            one = f"{many[:-3]}y"
        elif re.search(r"(?:ss|sh|ch|x)es$", many):
            one = many[:-2]
        elif many.endswith("s"):
            one = many[:-1]
        return re.sub(rf"(?<!\w){re.escape(many)}(?!\w)", one, title, count=1)

    def _number_of_place(self, name: str) -> int | None:
        """1 of ``Wales``, ``the Philippines`` and places of the data; ``None`` of what is no place's name."""
        bare = _bare(name)
        return 1 if bare in territory_names() or bare in self._places else None

    def number_before(self, words: str) -> int | None:
        """How many the subject of a verb stands for, 1 or 2, by the words before it in its sentence.

        ``The number of pupils`` is one, ``they`` are several; ``None`` where the words leave it open.
        """
        is_aside_before = words.rstrip().endswith((",", ")", "—", "–"))
        clause = _CLAUSE_END.split(words)[0 if is_aside_before else -1]
        said = re.sub(r"[*_`~]", "", clause).split()
        while said and (
            said[-1].casefold() in self._terms["grammar.adverbs"] or said[-1].endswith("ly")
        ):
            said.pop()
        if not said:
            return None
        last = said[-1].casefold()
        for number, key in ((1, "singular_pronouns"), (2, "plural_pronouns")):
            if last in self._terms[f"grammar.{key}"]:
                return number
        heads = {one.casefold() for one in said}
        if (
            heads & {*self._terms["grammar.open_subjects"]}
            or said[0].casefold() in self._terms["grammar.prepositions"]
        ):
            return None
        return 2 if self.is_plural(" ".join(said)) else 1

    def of_number(self, verb: str, count: int) -> str:
        """A verb for so many: ``are projected to rise`` for ``is projected to rise``."""
        one, many = self._terms["grammar.singular_verbs"], self._terms["grammar.plural_verbs"]
        forms = dict(zip(one, many, strict=True) if count > 1 else zip(many, one, strict=True))
        first, gap, rest = verb.partition(" ")
        return f"{forms.get(first, first)}{gap}{rest}"

    def whole(self, name: str) -> str | None:
        """Of the name of a total, what it is the total of: ``World`` of ``World total``, else nothing.

        ``None`` for a name that is no total's.
        """
        bare = re.sub(r"\s*\([^)]*\)\s*$", "", name).strip()
        if bare.casefold() in self._terms["grammar.total_words"] or bare.casefold().startswith(
            "all "
        ):
            return ""
        lead, _, last = bare.rpartition(" ")
        return lead if last.casefold() == "total" else None

    def before_date(self, words: str) -> str:
        """``on``, where a period that is no day has ``in``."""
        is_in = words.endswith(("in ", "In ")) and (len(words) == 3 or words[-4] == " ")  # noqa: PLR2004
        return f"{words[:-3]}{'O' if words[-3] == 'I' else 'o'}n " if is_in else words

    def opening(self, text: str) -> str:
        """The first word of a sentence; where it is an article, the second too."""
        words = text.casefold().split()
        return " ".join(
            words[: 2 if words[:1] == [*self._terms["grammar.opening_articles"]] else 1]
        )
