"""A real browser without a window, spoken to through a pipe: what its pages hold, by JavaScript."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

PATIENCE = 60
"""Seconds after which the browser will not answer."""
_NAMES = ("chromium", "google-chrome", "chrome")
_AS_3_AND_4 = """\
import fcntl, os, sys
for wanted, end in ((3, sys.argv[1]), (4, sys.argv[2])):
    sys.argv[wanted - 2] = fcntl.fcntl(int(end), fcntl.F_DUPFD, 10)
os.dup2(sys.argv[1], 3), os.dup2(sys.argv[2], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads from descriptor 3 and writes to 4."""


def program() -> str | None:
    """The browser of this machine, where there is one."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class Browser:
    """Chromium. Ends with :meth:`close`."""

    def __init__(self, found: str, profile: Path) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        command = [
            sys.executable, "-c", _AS_3_AND_4, str(theirs_in), str(theirs_out),
            found, "--headless", "--no-sandbox", "--disable-gpu",
            "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            command,
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._rest, self._count = b"", 0

    def page(self, width: int, height: int, scheme: str = "light", *, forced: bool = False) -> Page:
        """A new page in a window of that size, for readers who want it ``light`` or ``dark``, or in colours of their own."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        wants = {"prefers-color-scheme": scheme, "forced-colors": "active" if forced else "none"}
        return Page(self, target, session, (width, height), wants)

    def close(self) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """What the browser answers to a command of the DevTools protocol."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = json.loads(self._next())
            if answer.get("id") == self._count:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]

    def _next(self) -> bytes:
        parts = [self._rest]
        while b"\0" not in parts[-1]:
            assert select.select([self._in], [], [], PATIENCE)[0], "the browser does not answer"
            parts.append(os.read(self._in, 1 << 20))
            assert parts[-1], "the browser went away"
        one, _, self._rest = b"".join(parts).partition(b"\0")
        return one


class Page:
    """One page in a browser; as a context, it is closed in the end."""

    def __init__(
        self,
        browser: Browser,
        target: str,
        session: str,
        size: tuple[int, int],
        wants: dict[str, str],
    ) -> None:
        self._browser, self._target, self._session = browser, target, session
        width, height = size
        wanted = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **wanted)
        self._call("Emulation.setFocusEmulationEnabled", enabled=True)
        features = [{"name": name, "value": value} for name, value in wants.items()]
        self._call("Emulation.setEmulatedMedia", features=features)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)

    def open(self, address: str) -> None:
        """Go to a page."""
        self._call("Page.navigate", url=address)

    def show(self, path: Path) -> None:
        """Go to the page in a file, and wait until all of it is there."""
        self.open(path.as_uri())
        self.result(
            'new Promise((done) => document.readyState === "complete" ? done()'
            ' : addEventListener("load", () => done()))'
        )

    def value(self, script: str) -> Any:
        """What an expression is in the page now; ``None`` while it has none, or is on its way."""
        try:
            answer = self._call("Runtime.evaluate", expression=script, returnByValue=True)
        except AssertionError as error:
            if "navigated" not in str(error):
                raise
            return None
        return answer.get("result", {}).get("value")

    def result(self, script: str) -> Any:
        """What the promise that an expression gives is fulfilled with; fails where it is not."""
        answer = self._call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys as a hand does: ``Tab``, ``Enter``, ``Escape``, ``Space``, or letters and digits."""
        known = {"Tab": (9, ""), "Enter": (13, "\r"), "Escape": (27, ""), "Space": (32, " ")}
        for key in keys:
            code, text = known.get(key, (ord(key[0].upper()), key))
            named = {"key": text if key == "Space" else key, "windowsVirtualKeyCode": code}
            self._call("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
            self._call("Input.dispatchKeyEvent", type="keyUp", **named)

    def point(self, at: tuple[float, float]) -> None:
        """Move the pointer there."""
        self._call("Input.dispatchMouseEvent", type="mouseMoved", x=at[0], y=at[1])

    def tap(self, at: tuple[float, float]) -> None:
        """Touch the page there with a finger, and wait for the click that it makes."""
        self._call("Emulation.setTouchEmulationEnabled", enabled=True)
        self.value(
            "window.tapped = new Promise((done) => addEventListener('click', () => setTimeout(done)"
            ", {once: true})); 0"
        )
        finger = [{"x": at[0], "y": at[1]}]
        self._call("Input.dispatchTouchEvent", type="touchStart", touchPoints=finger)
        self._call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.result("window.tapped")

    def without_script(self) -> None:
        """Run no script of a page from now on, as for readers who allow none."""
        self._call("Emulation.setScriptExecutionDisabled", value=True)

    def processor_seconds(self) -> float:
        """Processor time of what the page did in its main thread; counted from the first time that this is asked."""
        self._call("Performance.enable", timeDomain="threadTicks")
        metrics = self._call("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in metrics}["ThreadTime"]

    def printed(self) -> bytes:
        """The page as a PDF, as a reader prints it: with its grounds, on the paper that it asks for."""
        answer = self._call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)
