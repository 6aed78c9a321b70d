"""What ``briefing inspect`` shows of a file, as text, JSON and a page."""

import json

from briefing.app.cli.main import main

WIDE = "Title: Doctors\n\nCountry,Indicator,2021,2022,2023\nAustria,Doctors (persons),5,6,:\nBelgium,Doctors (persons),7,8,9\n"


def test_inspect_tells_each_column_with_the_reason(tmp_path, capsys):
    file = tmp_path / "doctors.csv"
    file.write_text(WIDE)
    assert main(["inspect", str(file)]) == 0
    out = capsys.readouterr().out
    assert "headers in row 3, data in rows 4 to 5" in out
    assert "A       Country: member (sure: its header tells places)" in out
    assert "C-E     2021 ... 2023: value (sure: 3 columns: values of 2021" in out
    assert "doctors: Doctors; person (sure: its header or title says 'persons')" in out
    assert f"one line is enough: datasets: {{doctors: {file}}}" in out


def test_inspect_for_machines_has_the_declaration_and_the_questions(tmp_path, capsys):
    file = tmp_path / "d.csv"
    file.write_text("Year,Level\n2022,1.5\n2023,2\n")
    assert main(["inspect", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["is_sure"] is False
    assert found["columns"][1]["role"] == "value"
    assert found["questions"][0]["yaml"] == "series: {level: {unit: '...'}}"
    assert found["declaration"]["datasets"]["d"]["period"] == {"column": "Year"}


def test_inspect_writes_a_page_with_every_text_escaped(tmp_path, capsys):
    file = tmp_path / "d.csv"
    file.write_text("Year,Level <b>\n2022,1.5\n2023,2\n")
    page = tmp_path / "d.html"
    assert main(["inspect", str(file), "--html", str(page)]) == 0
    assert f"wrote {page}" in capsys.readouterr().out
    text = page.read_text()
    assert "Level &lt;b&gt;" in text
    assert "<b>" not in text
    assert "its texts are numbers" in text


def test_inspect_tells_what_it_cannot_read(tmp_path, capsys):
    file = tmp_path / "d.xlsx"
    file.write_bytes(b"%PDF-1.4")
    assert main(["inspect", str(file)]) == 2
    assert "it is a PDF: its tables are print, not data" in capsys.readouterr().err
