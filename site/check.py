"""Checks pages of the built site in a browser, at the widths of a phone and of a desktop: rules of accessibility (axe), and that
nothing is wider than the window. Takes the folder of the site, axe.min.js, and a folder for pictures of the pages."""
import functools
import html
import http.server
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

PAGES = ["index.html", "get-started.html", "embed.html", "adapters.html", "testing.html", "comparison.html", "commands.html",
         "configuration.html", "http-api.html", "errors.html"]
WIDTHS = [390, 1280]
HEIGHT = 900
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]

CHECK = """
<script>%s</script>
<script>
addEventListener('load', () => setTimeout(() => axe.run(document, {resultTypes: ['violations']}).then(result => {
  const found = result.violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
    .flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 160)));
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) found.push('the page is ' + width + ' px wide');
  parent.postMessage([innerWidth, found], '*');
}), 200));
</script></body>"""

# The results are elements of the page around the frames, which the browser prints.
FRAMES = """<!doctype html><title>%s</title>
<style>body{margin:0;display:flex}iframe{border:0;height:%dpx}</style>
<script>
addEventListener('message', message => {
  const result = document.createElement('pre');
  result.className = 'result';
  result.textContent = JSON.stringify(message.data);
  document.body.append(result);
});
</script>
%s"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main(site, axe, pictures):
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("site: pages are not checked, for none of " + ", ".join(BROWSERS) + " is on the path")
        return 0
    pictures.mkdir(parents=True, exist_ok=True)
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "site"
        shutil.copytree(site, copy)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=copy))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        for name in PAGES:
            page = copy / name
            page.write_text(page.read_text().replace("</body>", CHECK % axe.read_text()))
            bad += report(name, results(browser, folder, copy, address, name, pictures / (page.stem + ".png")))
        server.shutdown()
    print(f"site: {len(PAGES)} pages at {len(WIDTHS)} widths, {bad} violations; pictures in {pictures}")
    return 1 if bad else 0


def results(browser, folder, copy, address, name, picture):
    """The violations by width."""
    frames = "\n".join(f'<iframe title="{width}" style="width:{width}px" src="{name}"></iframe>' for width in WIDTHS)
    (copy / "frames.html").write_text(FRAMES % (name, HEIGHT, frames))
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
               "--disable-background-networking", "--disable-component-update", "--no-first-run", f"--user-data-dir={folder}/profile",
               f"--window-size={sum(WIDTHS)},{HEIGHT}", "--virtual-time-budget=20000", f"--screenshot={picture}", "--dump-dom",
               address + "frames.html"]
    dom = subprocess.run(command, capture_output=True, timeout=180, check=True, text=True).stdout
    return dict(json.loads(html.unescape(text)) for text in re.findall(r'<pre class="result">(.*?)</pre>', dom, re.S))


def report(name, by_width):
    bad = 0
    for width in WIDTHS:
        for violation in by_width.get(width, ["no result"]):
            print(f"{name} at {width} px: {violation}", file=sys.stderr)
            bad += 1
    return bad


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:])))
