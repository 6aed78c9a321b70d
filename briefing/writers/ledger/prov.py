"""A ledger as W3C PROV, for tools that follow provenance across programs.

Mapping: files, cells, stated figures, facts, sources and the brief are entities; the build and each
calculation are activities; publishers and this program are agents. Source: W3C, *PROV-DM: The PROV
Data Model* (2013) and *The PROV-JSON Serialization* (2013).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from prov.model import (
    PROV_LABEL,
    PROV_TYPE,
    PROV_VALUE,
    ProvActivity,
    ProvDocument,
    ProvEntity,
    QualifiedName,
)

from briefing.writers.ledger.schema import FactEntry, Ledger

_OURS = "urn:policy-briefing:"
"""Names that this program gives; the URI names them and leads nowhere."""


def as_prov_json(ledger: Ledger) -> bytes:
    """The ledger as PROV-JSON, the same bytes for the same ledger."""
    found = json.loads(str(_Provenance(ledger).document().serialize(format="json")))
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


class _Provenance:
    """Builds the document; names are made of the ledger's own ids."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.prov = ProvDocument()
        self.prov.add_namespace("briefing", _OURS)
        self.prov.add_namespace("fact", f"{_OURS}fact/")
        self.prov.add_namespace("file", f"{_OURS}file/")
        self.prov.add_namespace("source", f"{_OURS}source/")

    def document(self) -> ProvDocument:
        """Everything that the ledger says of origins."""
        tool, brief = self.ledger["tool"], self.ledger["brief"]
        software = self.prov.agent(
            f"briefing:{tool['name']}-{tool['version']}",
            {PROV_TYPE: self._name("prov:SoftwareAgent"), PROV_LABEL: tool["name"]},
        )
        build = self.prov.activity(f"briefing:build-{brief['id']}")
        self.prov.wasAssociatedWith(build, software)
        made = self.prov.entity(f"briefing:{brief['id']}", {PROV_LABEL: brief["title"]})
        self.prov.wasGeneratedBy(made, build)
        self._sources()
        for one in self._files():
            self.prov.used(build, one)
        for fact in self.ledger["facts"]:
            self._fact(fact)
            if fact["used"]:
                self.prov.wasDerivedFrom(made, self._fact_name(fact["id"]), build)
        return self.prov

    def _sources(self) -> None:
        for key, source in self.ledger["sources"].items():
            publisher = f"briefing:publisher/{_safe(source['publisher'])}"
            if not self.prov.get_record(publisher):
                self.prov.agent(
                    publisher,
                    {PROV_TYPE: self._name("prov:Organization"), PROV_LABEL: source["publisher"]},
                )
            edition = self.prov.entity(
                f"source:{_safe(key)}",
                {PROV_LABEL: source["title"], "briefing:edition": source["edition"]},
            )
            self.prov.wasAttributedTo(edition, publisher)

    def _files(self) -> Iterator[ProvEntity]:
        for one in self.ledger["inputs"]:
            file = self.prov.entity(
                f"file:{_safe(one['path'])}",
                {PROV_LABEL: one["path"], "briefing:sha256": one["sha256"]},
            )
            if one["source"] in self.ledger["sources"]:
                self.prov.hadPrimarySource(file, f"source:{_safe(one['source'])}")
            yield file
        for given in self.ledger["config"]:
            yield self.prov.entity(
                f"file:{_safe(given['path'])}",
                {
                    PROV_TYPE: self._name("prov:Plan"),
                    PROV_LABEL: given["path"],
                    "briefing:sha256": given["sha256"],
                },
            )

    def _fact(self, fact: FactEntry) -> None:
        name = self._fact_name(fact["id"])
        entity = self.prov.entity(
            name,
            {
                PROV_LABEL: f"{fact['title']}: {fact['text']}",
                "briefing:unit": fact["unit"],
                "briefing:status": fact["status"],
            },
        )
        if fact["value"] is not None:
            entity.add_attributes({PROV_VALUE: fact["value"]})
        origin = fact["origin"]
        if origin["kind"] == "citation":
            self.prov.hadPrimarySource(name, f"source:{_safe(origin['source'])}")
        elif origin["kind"] == "cell":
            self.prov.wasDerivedFrom(
                name,
                f"file:{_safe(origin['file'])}",
                other_attributes={
                    "briefing:row": origin["row"],
                    "briefing:column": origin["column"],
                    "briefing:text": origin["text"],
                },
            )
        else:
            activity = self.prov.activity(
                f"{name}/calculation",
                other_attributes={
                    PROV_LABEL: origin["calculator"],
                    "briefing:formula": origin["formula"],
                },
            )
            self._calculation(name, activity, origin["inputs"].values())

    def _calculation(
        self, name: str, activity: ProvActivity, inputs: Iterable[str | list[str]]
    ) -> None:
        self.prov.wasGeneratedBy(name, activity)
        given = [one for group in inputs for one in ([group] if isinstance(group, str) else group)]
        for one in dict.fromkeys(given):
            self.prov.used(activity, self._fact_name(one))
            self.prov.wasDerivedFrom(name, self._fact_name(one), activity)

    def _fact_name(self, fact: str) -> str:
        return f"fact:{_safe(fact)}"

    def _name(self, name: str) -> QualifiedName:
        found = self.prov.valid_qualified_name(name)
        assert found is not None
        return found


def _safe(text: str) -> str:
    """A text as the local part of a name."""
    return quote(text, safe="/")
