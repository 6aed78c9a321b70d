"""What a watch adds to pages in a browser: a script that reloads them, problems over them, a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

SCRIPT_PATH = "/-/live.js"
EVENTS_PATH = "/-/events"

SCRIPT = """\
"use strict";
(() => {
  const own = document.currentScript.dataset;
  const key = `briefing ${location.pathname}`;
  const title = document.title;
  const kept = sessionStorage.getItem(key);
  let box = null;

  function back() {
    scrollTo({ top: Number(kept), behavior: "instant" });
  }

  function reload() {
    sessionStorage.setItem(key, String(scrollY));
    location.reload();
  }

  function show(problems) {
    document.title = problems.length ? `\\u2717 ${title}` : title;
    box?.remove();
    box = null;
    if (!problems.length) return;
    box = document.createElement("div");
    box.id = "briefing-problems";
    const root = box.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = `section { position: fixed; inset: auto 0 0 0; z-index: 2147483647;
      max-height: 60vh; overflow: auto; padding: 1rem 1.5rem; background: #fff4f2; color: #1c1c1c;
      border-top: 4px solid #b3261e; font: 15px/1.5 system-ui, sans-serif; text-align: left; }
      h2 { margin: 0 0 .5rem; font-size: 1rem; color: #b3261e; }
      li { font-family: ui-monospace, monospace; font-size: 14px; overflow-wrap: anywhere; }
      @media print { section { display: none; } }`;
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    const head = document.createElement("h2");
    head.textContent = "Not built: this is the last page that could be made";
    const list = document.createElement("ul");
    for (const one of problems) {
      const item = document.createElement("li");
      item.textContent = one;
      list.append(item);
    }
    section.append(head, list);
    root.append(style, section);
    document.body.append(box);
  }

  if (kept !== null) {
    sessionStorage.removeItem(key);
    history.scrollRestoration = "manual";
    back();
    addEventListener("load", back, { once: true });
  }
  const events = new EventSource(`/-/events?brief=${encodeURIComponent(own.brief)}`);
  events.onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.page === null || now.page === own.page) show(now.problems);
    else reload();
  };
  addEventListener("pagehide", () => events.close());
})();
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 48rem; margin: 3rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }}
h1 {{ font-size: 1.3rem; }}
ul {{ padding: 0; list-style: none; }}
li.brief {{ padding: .75rem 0; border-top: 1px solid #8888; }}
.problems {{ font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; color: #b3261e; }}
@media (prefers-color-scheme: dark) {{ .problems {{ color: #ff8a80; }} }}
a {{ margin-right: .75rem; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def with_script(page: bytes, brief: str, tag: str) -> bytes:
    """A page with the script that keeps it up to date; ``tag`` tells it from other states."""
    script = (
        f'<script src="{SCRIPT_PATH}" data-brief="{escape(brief)}" data-page="{escape(tag)}">'
        "</script>\n"
    )
    before, end, after = page.rpartition(b"</body>")
    if not end:
        return after + script.encode()
    return before + script.encode() + end + after


def waiting_page(brief: str) -> bytes:
    """What stands for a brief that was never built."""
    body = f"<h1>{escape(brief)}</h1>\n<p>There is no page of this brief yet.</p>"
    return _PAGE.format(title=escape(brief), body=body).encode()


def index_page(
    project: str,
    entries: Iterable[tuple[str, str, Sequence[str], Sequence[str]]],
    problems: Sequence[str],
) -> bytes:
    """All briefs: name, state in words, endings of files that are there, problems."""
    body = [f"<h1>Briefs in {escape(project)}</h1>", _listed(problems), "<ul>"]
    for name, state, endings, own in entries:
        links = " ".join(f'<a href="/{escape(name)}.{end}">{end}</a>' for end in endings)
        shown = f'<a href="/{escape(name)}.html"><strong>{escape(name)}</strong></a>'
        body.append(f'<li class="brief">{shown} {escape(state)}<br>{links}{_listed(own)}</li>')
    body.append("</ul>")
    return _PAGE.format(title=f"Briefs in {escape(project)}", body="\n".join(body)).encode()


def _listed(problems: Sequence[str]) -> str:
    if not problems:
        return ""
    items = "".join(f"<li>{escape(one)}</li>" for one in problems)
    return f'<ul class="problems" role="alert">{items}</ul>'
