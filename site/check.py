"""Checks pages of the built site in a browser, at the widths of a phone and of a desktop, some in dark colours: rules of accessibility
(axe), pictures that do not load, and that nothing is wider than the window. Then searches. Takes the folder of the site, axe.min.js, a
folder for pictures of the pages, and names of pages."""
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
         "configuration.html", "http-api.html", "errors.html", "events.html", "ARCHITECTURE.html", "404.html"]
# Pages that are checked in dark colours at the width of a desktop.
DARK = {"index.html", "adapters.html", "testing.html", "ARCHITECTURE.html"}
WIDTHS = [390, 1280]
# A picture of a page is no higher than this.
HEIGHT = 8000
OPTIONS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
           "--disable-component-update", "--hide-scrollbars", "--no-first-run", "--lang=en"]
CHECK = """
const done = arguments[arguments.length - 1];
// Browsers focus parts that scroll by themselves, and the theme sets tabindex later, from measured sizes.
axe.run(document, {resultTypes: ['violations'], rules: {'scrollable-region-focusable': {enabled: false}}}).then(result => {
  const found = result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
    .flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.replace(/\\s+/g, ' ').slice(0, 160)));
  const width = document.documentElement.scrollWidth;
  const absent = [...document.images].filter(i => i.loading !== 'lazy' && !i.naturalWidth).map(i => 'no picture: ' + i.src);
  done([...found, ...absent, ...width > innerWidth ? ['the page is ' + width + ' px wide'] : []]);
}, failure => done(['axe failed: ' + failure]));
"""
SEARCH = """
const done = arguments[arguments.length - 1];
const field = document.querySelector('.md-search__input');
field.focus();
field.value = 'garbage';
field.dispatchEvent(new Event('input', {bubbles: true}));
field.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
let left = 300;
(function look() {
  const found = document.querySelectorAll('.md-search-result__item').length;
  found || --left === 0 ? done(found) : setTimeout(look, 100);
})();
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

    def violations(self, address, look, axe, picture):
        width, colours = look
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        self.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": colours}])
        self.post("/url", {"url": address})
        self.post("/execute/sync", {"script": axe, "args": []})
        found = self.post("/execute/async", {"script": CHECK, "args": []})
        height = min(HEIGHT, self.post("/execute/sync", {"script": "return document.documentElement.scrollHeight", "args": []}))
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        data = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)["data"]
        picture.write_bytes(base64.b64decode(data))
        return found

    def searches(self, address):
        self.post("/url", {"url": address})
        return self.post("/execute/async", {"script": SEARCH, "args": []})

    def close(self):
        urllib.request.urlopen(urllib.request.Request(self.base, method="DELETE"), timeout=60).close()


def main(site, axe, pictures, *names):
    if shutil.which("chromedriver") is None:
        print("site: pages are not checked, for no chromedriver is on the path (Debian: chromium-driver)")
        return 0
    pages = [str(name) for name in names] or PAGES
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
            # The theme remembers the colours of the first page.
            browser.devtools("Page.enable")
            browser.devtools("Page.addScriptToEvaluateOnNewDocument", source="localStorage.clear()")
            bad = check(browser, f"http://127.0.0.1:{server.server_port}/", axe.read_text(), pictures, pages)
            browser.close()
        finally:
            driver.terminate()
            driver.wait(30)
    print(f"site: {len(pages)} pages at {len(WIDTHS)} widths, {bad} violations; pictures in {pictures}")
    return 1 if bad else 0


def await_port(port):
    for _ in range(300):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("chromedriver does not listen within 30 s")


def check(browser, address, axe, pictures, pages):
    bad = 0
    for name in pages:
        for width in WIDTHS:
            look = (width, "dark" if width == 1280 and name in DARK else "light")
            picture = pictures / f"{pathlib.Path(name).stem}-{look[0]}.png"
            for violation in browser.violations(address + name, look, axe, picture):
                print(f"{name} at {look[0]} px, {look[1]}: {violation}", file=sys.stderr)
                bad += 1
    if browser.searches(address + "index.html") == 0:
        print("a search for garbage finds no page within 30 s", file=sys.stderr)
        bad += 1
    return bad


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:])))
