"""A ledger as W3C PROV, for tools that follow provenance across programs.

Mapping: files, cells, stated figures, facts, sources and the brief are entities; the build and each
calculation are activities; publishers and this program are agents. Written as PROV-JSON directly,
record by record. Source: W3C, *PROV-DM: The PROV Data Model* (2013) and *The PROV-JSON
Serialization* (2013).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from briefing.writers.ledger.indented_json import indented_json
from briefing.writers.ledger.origin_entries import CellOrigin
from briefing.writers.ledger.schema import FactEntry, InputEntry, Ledger

_OURS = "urn:policy-briefing:"
"""Names that this program gives; the URI names them and leads nowhere."""
_PREFIXES = {"briefing": _OURS} | {one: f"{_OURS}{one}/" for one in ("fact", "file", "source")}
_Value = str | dict[str, str]
"""A text, or a value with its XML Schema type."""


def as_prov_json(ledger: Ledger) -> bytes:
    """The ledger as PROV-JSON, the same bytes for the same ledger."""
    found = _Records().of(ledger)
    return indented_json(found, is_sorted=True)


class _Records:
    """Collects the records by kind and identifier; names are made of the ledger's own ids."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, dict[str, _Value]]] = {}
        self._relations = 0

    def of(self, ledger: Ledger) -> Mapping[str, object]:
        """Everything that the ledger says of origins."""
        tool, brief = ledger["tool"], ledger["brief"]
        software = f"briefing:{tool['name']}-{tool['version']}"
        build, made = f"briefing:build-{brief['id']}", f"briefing:{brief['id']}"
        self._add("agent", software, _typed("prov:SoftwareAgent", tool["name"]))
        self._add("activity", build, {})
        self._relate("wasAssociatedWith", activity=build, agent=software)
        self._add("entity", made, {"prov:label": brief["title"]})
        self._relate("wasGeneratedBy", entity=made, activity=build)
        self._sources(ledger)
        for name in self._files(ledger):
            self._relate("used", activity=build, entity=name)
        for fact in ledger["facts"]:
            self._fact(fact)
            if fact["used"]:
                self._derive(made, _fact_name(fact["id"]), activity=build)
        return {"prefix": _PREFIXES, **self._kinds}

    def _sources(self, ledger: Ledger) -> None:
        for key, source in ledger["sources"].items():
            edition = _source_name(key)
            about: dict[str, _Value] = {
                "prov:label": source["title"],
                "briefing:edition": source["edition"],
            }
            self._add("entity", edition, about)
            if source["publisher"]:
                publisher = f"briefing:publisher/{_safe(source['publisher'])}"
                self._add("agent", publisher, _typed("prov:Organization", source["publisher"]))
                self._relate("wasAttributedTo", entity=edition, agent=publisher)

    def _files(self, ledger: Ledger) -> Iterator[str]:
        for one in ledger["inputs"]:
            yield self._data_file(one, is_known=one["source"] in ledger["sources"])
        for given in ledger["config"]:
            name = f"file:{_safe(given['path'])}"
            about = _typed("prov:Plan", given["path"])
            self._add("entity", name, {**about, "briefing:sha256": given["sha256"]})
            yield name

    def _data_file(self, one: InputEntry, *, is_known: bool) -> str:
        name = f"file:{_safe(one['path'])}"
        about: dict[str, _Value] = {"prov:label": one["path"], "briefing:sha256": one["sha256"]}
        self._add("entity", name, about)
        if is_known:
            self._come_from(name, one["source"])
        return name

    def _fact(self, fact: FactEntry) -> None:
        name, origin = _fact_name(fact["id"]), fact["origin"]
        about: dict[str, _Value] = {
            "prov:label": f"{fact['title']}: {fact['text']}",
            "briefing:unit": fact["unit"],
            "briefing:status": fact["status"],
        }
        if fact["value"] is not None:
            about["prov:value"] = fact["value"]
        self._add("entity", name, about)
        if origin["kind"] == "citation" or origin["kind"] == "absence":
            self._come_from(name, origin["source"])
        elif origin["kind"] == "cell":
            self._derive(name, f"file:{_safe(origin['file'])}", about=_cell(origin))
        else:
            activity = f"{name}/calculation"
            self._add(
                "activity",
                activity,
                {"prov:label": origin["calculator"], "briefing:formula": origin["formula"]},
            )
            self._relate("wasGeneratedBy", entity=name, activity=activity)
            for given in _each(origin["inputs"]):
                self._relate("used", activity=activity, entity=_fact_name(given))
                self._derive(name, _fact_name(given), activity=activity)

    def _come_from(self, entity: str, source: str) -> None:
        primary: dict[str, _Value] = {"prov:type": _name("prov:PrimarySource")}
        self._derive(entity, _source_name(source), about=primary)

    def _derive(
        self,
        made: str,
        given: str,
        *,
        activity: str = "",
        about: Mapping[str, _Value] | None = None,
    ) -> None:
        ends = {"generatedEntity": made, "usedEntity": given}
        self._relate(
            "wasDerivedFrom", about, **ends, **({"activity": activity} if activity else {})
        )

    def _relate(self, kind: str, about: Mapping[str, _Value] | None = None, **ends: str) -> None:
        self._relations += 1
        named = {f"prov:{role}": name for role, name in ends.items()}
        self._add(kind, f"_:id{self._relations}", {**named, **(about or {})})

    def _add(self, kind: str, name: str, about: Mapping[str, _Value]) -> None:
        """A record; what is said of one name in two places is said of one thing."""
        self._kinds.setdefault(kind, {}).setdefault(name, {}).update(about)


def _each(inputs: Mapping[str, str | list[str]]) -> Iterator[str]:
    """The ids of the facts that a calculation used, each once."""
    groups = ([group] if isinstance(group, str) else group for group in inputs.values())
    yield from dict.fromkeys(one for group in groups for one in group)


def _cell(origin: CellOrigin) -> dict[str, _Value]:
    sheet: dict[str, _Value] = {"briefing:sheet": origin["sheet"]} if origin["sheet"] else {}
    return {
        "briefing:row": _whole(origin["row"]),
        "briefing:column": _whole(origin["column"]),
        "briefing:text": origin["text"],
        **sheet,
    }


def _typed(kind: str, label: str) -> dict[str, _Value]:
    return {"prov:type": _name(kind), "prov:label": label}


def _name(name: str) -> dict[str, str]:
    return {"$": name, "type": "xsd:QName"}


def _whole(number: int) -> dict[str, str]:
    return {"$": str(number), "type": "xsd:int"}


def _fact_name(fact: str) -> str:
    return f"fact:{_safe(fact)}"


def _source_name(source: str) -> str:
    return f"source:{_safe(source)}"


def _safe(text: str) -> str:
    """A text as the local part of a name."""
    return quote(text, safe="/")
