"""Checks pages of the built site in a browser, at the widths of a phone and of a desktop: rules of accessibility (axe), and that
nothing is wider than the window. Takes the folder of the site, axe.min.js, and a folder for pictures of the pages."""
import base64
import functools
import http.server
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PAGES = ["index.html", "get-started.html", "embed.html", "adapters.html", "testing.html", "comparison.html", "commands.html",
         "configuration.html", "http-api.html", "errors.html", "events.html", "ARCHITECTURE.html"]
WIDTHS = [390, 1280]
OPTIONS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
           "--disable-component-update", "--hide-scrollbars", "--no-first-run", "--lang=en"]
CHECK = """
const done = arguments[arguments.length - 1];
// Browsers focus parts that scroll by themselves, and the theme sets tabindex later, from measured sizes.
axe.run(document, {resultTypes: ['violations'], rules: {'scrollable-region-focusable': {enabled: false}}}).then(result => {
  const found = result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
    .flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.replace(/\\s+/g, ' ').slice(0, 160)));
  const width = document.documentElement.scrollWidth;
  done(width > innerWidth ? [...found, 'the page is ' + width + ' px wide'] : found);
}, failure => done(['axe failed: ' + failure]));
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Browser:
    """A browser without a window, by chromedriver (W3C WebDriver)."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}/session"
        options = {"goog:chromeOptions": {"args": OPTIONS}, "timeouts": {"script": 120_000}}
        self.base += "/" + self.post("", {"capabilities": {"alwaysMatch": options}})["sessionId"]

    def post(self, path, body):
        request = urllib.request.Request(self.base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=180) as answer:
            return json.load(answer)["value"]

    def devtools(self, command, **parameters):
        return self.post("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def violations(self, address, width, axe, picture):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        self.post("/url", {"url": address})
        self.post("/execute/sync", {"script": axe, "args": []})
        found = self.post("/execute/async", {"script": CHECK, "args": []})
        picture.write_bytes(base64.b64decode(self.devtools("Page.captureScreenshot", format="png")["data"]))
        return found

    def close(self):
        urllib.request.urlopen(urllib.request.Request(self.base, method="DELETE"), timeout=60).close()


def main(site, axe, pictures):
    if shutil.which("chromedriver") is None:
        print("site: pages are not checked, for no chromedriver is on the path (Debian: chromium-driver)")
        return 0
    pictures.mkdir(parents=True, exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryFile() as log:
        driver = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=log, stderr=log)
        try:
            await_port(port)
            browser = Browser(port)
            bad = check(browser, f"http://127.0.0.1:{server.server_port}/", axe.read_text(), pictures)
            browser.close()
        finally:
            driver.terminate()
            driver.wait(30)
    print(f"site: {len(PAGES)} pages at {len(WIDTHS)} widths, {bad} violations; pictures in {pictures}")
    return 1 if bad else 0


def await_port(port):
    for _ in range(300):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("chromedriver does not listen within 30 s")


def check(browser, address, axe, pictures):
    bad = 0
    for name in PAGES:
        for width in WIDTHS:
            for violation in browser.violations(address + name, width, axe, pictures / f"{pathlib.Path(name).stem}-{width}.png"):
                print(f"{name} at {width} px: {violation}", file=sys.stderr)
                bad += 1
    return bad


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:])))
