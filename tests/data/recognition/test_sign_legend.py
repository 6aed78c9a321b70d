"""What signs in place of numbers mean is read where the file says it, and asked for where it does not."""

import pytest

from briefing.core.status import Status
from briefing.data.recognition.recognising import recognise
from briefing.data.recognition.sign_legend import signs_told


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "c = suppressed; z = not applicable",
            {"c": Status.SUPPRESSED, "z": Status.NOT_APPLICABLE},
        ),
        (
            "Symbols used: x = not available, z = not applicable",
            {"x": Status.MISSING, "z": Status.NOT_APPLICABLE},
        ),
        ("‘S’ denotes values withheld to avoid disclosure.", {"S": Status.SUPPRESSED}),
        ("[u] : too small to be published", {"u": Status.UNRELIABLE}),
        ("* means fewer than 5, suppressed", {"*": Status.SUPPRESSED}),
        ("p = provisional", {}),
        ("A = Aberdeen", {}),
        ("Source: Department of Health", {}),
        ("Note: not available before 2010", {}),
        ("", {}),
    ],
)
def test_a_note_says_what_signs_mean(note, wanted):
    assert signs_told([note]) == wanted


def test_a_sheet_of_notes_has_the_sign_in_a_cell_and_its_meaning_in_the_next():
    rows = [["Symbol", "Meaning"], ["[c]", "Confidential"], ["z", "Not applicable"], ["1", "Old"]]
    assert signs_told([], rows) == {"c": Status.SUPPRESSED, "z": Status.NOT_APPLICABLE}


def test_only_signs_that_the_table_has_are_taken_and_others_asked_for():
    text = "Area,2023,2024\nNorth,1,2\nSouth,c,4\nEast,5,q\nWest,7,8\n\nc = suppressed; z = not applicable\n"
    found = recognise("d.csv", text.encode())
    assert found.tokens == {"c": {"status": "Q"}}
    assert [one.about for one in found.questions if one.about == "tokens"] == ["tokens"]


def test_the_day_of_publication_behind_the_publisher_is_read():
    text = 'Area,2023,2024\nNorth,1,2\nSouth,3,4\nEast,5,6\n\n"Source: Department of Schools, published 12 September 2024"\n'
    found = recognise("d.csv", text.encode())
    assert str(found.source["published"]) == "2024-09-12"
    assert found.source["publisher"] == "Department of Schools", (
        "when it was published is not who did"
    )


@pytest.mark.parametrize("day", ["2024-09-12", "12 September 2024", "on 12 September 2024"])
def test_when_it_was_published_is_not_who_did(day):
    text = f'Area,2023,2024\nNorth,1,2\nSouth,3,4\nEast,5,6\n\n"Source: Ministry of the Interior, published {day}"\n'
    found = recognise("d.csv", text.encode())
    assert (found.source["publisher"], str(found.source["published"])) == (
        "Ministry of the Interior",
        "2024-09-12",
    )
