"""Has axe-core look at pages in Chromium: sh scripts/axe."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from browser import Browser, program

WIDTHS = (375, 768, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """
axe.run(document, {runOnly: %s, rules: {"target-size": {enabled: true}}}).then((found) =>
  found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 140)} ${node.any.concat(node.all).map((why) => why.message).join("; ").slice(0, 160)}`)))
"""


def main(axe: Path, pages: list[Path]) -> int:
    """Print what is found; 1 where that is something."""
    chromium = program()
    if chromium is None:
        print("there is no Chromium", file=sys.stderr)
        return 2
    count = 0
    with tempfile.TemporaryDirectory() as profile:
        browser = Browser(chromium, Path(profile))
        for path in pages:
            for width in WIDTHS:
                for scheme in ("light", "dark"):
                    with browser.page(width, 900, scheme) as page:
                        page.show(path.resolve())
                        page.value(axe.read_text("utf-8") + "; 0")
                        found = page.result(LOOK % TAGS)
                    for one in found:
                        print(f"{path.name} {width} {scheme}: {one}")
                    count += len(found)
        browser.close()
    print(f"{len(pages)} pages, {len(WIDTHS) * 2} views each: {count} violations")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]]))
