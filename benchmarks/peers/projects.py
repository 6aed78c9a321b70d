"""Projects for the comparison: twenty briefs like the example, each on other figures; 85 commodities; briefs of one page."""

import csv
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT.parent / "shared/data/usgs/mcs2025/salient"
_FIGURE = re.compile(r"(?<![\w.>])\d{2,}(?![\w.])")
_HEAD = """\
sources:
  mcs2025: {title: Mineral Commodity Summaries 2025, publisher: U.S. Geological Survey, published: 2025-01-31, licence: Public domain, doi: 10.3133/mcs2025}
"""


def like_the_example(folder: Path, count: int) -> None:
    """A project of so many briefs of the example's texts, charts and tables.

    The data of each are the example's in other sizes, so that every figure in text and charts differs.
    """
    config = folder / "config"
    config.mkdir(parents=True)
    shared = (ROOT / "config/project.yaml").read_text(encoding="utf-8")
    head, datasets = shared.split("datasets:\n")
    datasets = datasets.split("  us_macro:\n")[0]
    brief = (ROOT / "config/us-rare-earths.yaml").read_text(encoding="utf-8")
    whole = [head, "datasets:\n"]
    for number in range(1, count + 1):
        own = f"_{number:02}"
        texts = (re.sub(r"\bree_(us|world)\b", rf"ree_\1{own}", one) for one in (datasets, brief))
        declared, text = texts
        declared = declared.replace("data/usgs/", f"data/{number:02}/").replace(
            "&reliance", f"&reliance{own}"
        )
        whole.append(declared.replace("*reliance", f"*reliance{own}"))
        (config / f"like{own}.yaml").write_text(text, encoding="utf-8")
        for file in (ROOT / "data/usgs").glob("mcs*/*.csv"):
            copy = folder / f"data/{number:02}" / file.parent.name / file.name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_in_other_size(file, 1 + 0.013 * number), encoding="utf-8")
    (config / "project.yaml").write_text("".join(whole), encoding="utf-8")


def _in_other_size(file: Path, factor: float) -> str:
    """The table with its amounts times the factor, to three digits as the source prints them."""
    with file.open(encoding="utf-8", newline="") as opened:
        head, *rows = csv.reader(opened)
    amounts = [name not in {"year", "country", "note"} and "reliance" not in name for name in head]
    lines = [head] + [
        [
            _sized(cell, factor) if amount else cell
            for cell, amount in zip(row, amounts, strict=True)
        ]
        for row in rows
    ]
    return "".join(
        ",".join(f'"{one}"' if "," in one else one for one in line) + "\n" for line in lines
    )


def _sized(cell: str, factor: float) -> str:
    return _FIGURE.sub(lambda found: str(round(float(f"{int(found[0]) * factor:.3g}"))), cell)


def commodities(folder: Path) -> None:
    """The project of all commodities of one edition, from its raw files by one YAML: one portfolio."""
    (folder / "config").mkdir(parents=True)
    shutil.copytree(RAW, folder / "data/salient")
    (folder / "config/project.yaml").write_text(_HEAD, encoding="utf-8")
    shutil.copy(ROOT / "tests/app/portfolio/commodities.yaml", folder / "config")
    with (folder / "data/commodities.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "file"])
        for path in sorted((folder / "data/salient").glob("*.csv")):
            with path.open(encoding="utf-8-sig") as opened:
                row = next(csv.DictReader(opened))
            table.writerow([row["Commodity"], path.name.split("-")[1].split("_")[0]])


def fitted_and_not(folder: Path) -> list[tuple[str, str]]:
    """A project of both examples whose parts may go, on all their pages and on one: the names by pairs."""
    for name in ("config", "data"):
        shutil.copytree(ROOT / name, folder / name)
    config = folder / "config"
    earths = (config / "us-rare-earths.yaml").read_text(encoding="utf-8")
    for key in ("range: ree_us.net_import_reliance", "column: ree_us.production"):
        earths = earths.replace(f"\n    {key}\n", f"\n    weight: 0.2\n    {key}\n")
    earths = re.sub(
        r"\n  - title: (.*)\n    text", r"\n  - title: \1\n    weight: 0.5\n    text", earths
    )
    advice, method = earths.split("  - id: price-floor")[0], earths.split("\nmethod:")[1]
    earths = f"{advice}\nmethod:{method}".replace("    tables: [salient]\n", "")
    earths = re.sub(
        r"\ntables:\n.*?\nrecommendations:", "\nrecommendations:", earths, flags=re.DOTALL
    )
    economy = (config / "us-economy.yaml").read_text(encoding="utf-8")
    economy = economy.replace("design: one-pager", "design: policy-brief")
    for key in ("column: growth", "line: us_macro.unemployment"):
        economy = economy.replace(f"\n    {key}\n", f"\n    weight: 0.2\n    {key}\n")
    found = []
    for name, text in {"rare-earths": earths, "economy": economy}.items():
        whole, short = f"{name}-whole", f"{name}-on-one-page"
        (config / f"{whole}.yaml").write_text(text, encoding="utf-8")
        one_page = text.replace("design: policy-brief", "design: policy-brief\npages: 1")
        (config / f"{short}.yaml").write_text(one_page, encoding="utf-8")
        found.append((whole, short))
    return found
