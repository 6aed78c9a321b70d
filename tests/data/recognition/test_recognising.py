"""A file to what it holds, without any declaration."""

from briefing.data.recognition.recognised import Role
from briefing.data.recognition.recognising import recognise
from briefing.project.project_schema import DatasetConfig

SCHOOLS = b"""\
Year,County,Pupils (thousand persons),Spending (million EUR)
2022,Kent,245,1200.5
2022,Essex,238,1100.0
2023,Kent,247,1260.1
2023,Essex,241,1190.4
"""


def test_a_tidy_table_is_a_complete_declaration():
    found = recognise("data/schools.csv", SCHOOLS)
    assert [one.role for one in found.columns] == [
        Role.PERIOD, Role.MEMBER, Role.VALUE, Role.VALUE,
    ]  # fmt: skip
    assert found.is_sure
    assert found.declaration() == {
        "path": "data/schools.csv",
        "period": {"column": "Year"},
        "dimension": {"column": "County"},
        "series": {
            "pupils": {
                "title": "Pupils",
                "unit": "thousand person",
                "column": "Pupils (thousand persons)",
            },
            "spending": {
                "title": "Spending",
                "unit": "million EUR",
                "column": "Spending (million EUR)",
            },
        },
    }
    DatasetConfig.model_validate({"source": "x", **found.declaration()})


def test_a_unit_that_nothing_tells_is_asked_for():
    found = recognise("d.csv", b"Year,Beds\n2022,3.25\n2023,3.5\n")
    assert not found.is_sure
    assert [one.text for one in found.questions] == ["nothing tells the unit of 'Beds'"]


def test_semicolons_and_an_older_encoding_are_found_out():
    found = recognise("d.csv", "Jahr;Größe (percent)\n2022;1,5\n2023;2,5\n".encode("cp1252"))
    assert (found.encoding, found.delimiter) == ("cp1252", ";")
    assert found.declaration()["delimiter"] == ";"


def test_values_of_several_places_are_no_one_series():
    found = recognise("d.csv", b"Year,County,Beds (items)\n2022,Kent,4\n2023,Essex,5\n")
    assert found.dimension == {"column": "County"}
