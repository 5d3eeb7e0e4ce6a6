"""Adds to the pages of docs/ those of pages/ and of the root, sections of the README, and the routes of the OpenAPI file."""
import json
import pathlib
import posixpath
import re
import textwrap

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

SITE = pathlib.Path(__file__).parent
ROOT = SITE.parent
SOURCES = "https://github.com/berth-dev/berth/blob/main/"
OPENAPI = "registry-jetty/http/src/main/resources/dev/berth/registry/http/management/openapi.json"
ERROR_CODES = "registry-api/src/main/java/dev/berth/registry/ErrorCode.java"
ERROR_STATUS = "registry-jetty/http/src/main/java/dev/berth/registry/http/ErrorStatus.java"
ROOT_PAGES = ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
# Sections of the README that are pages here.
README_PAGES = {"embed": "embed.md", "run": "get-started.md"}
LINK = re.compile(r"(\]\()([^)\s#]+)((?:#[^)\s]*)?\))")
SECTION = re.compile(r"\{\{README\.md: (\w+)\}\}")
# The whole of a source, or the part of it from the first line that has a text to the last.
SOURCE = re.compile(r"\{\{SOURCE: ([\w./-]+)(?: from (.+?) to (.+?))?\}\}")
API = "registry-api/src/main/java/dev/berth/registry/"
# Interfaces that a host calls, and those that it may implement, in the order of their page.
INTERFACES = {
    "Called by a host": ["Registry", "Catalog", "Tags", "Manifests", "Blobs", "Uploads", "Insights", "Administration", "Deletions",
                         "maintenance/Maintenance"],
    "Storage": ["spi/storage/BlobStore", "spi/storage/BlobWriter", "spi/storage/StorageCapabilities", "spi/Store", "spi/WriterState",
                "spi/StoreException"],
    "Access": ["access/AccessController", "access/Credentials", "access/Authentication", "access/Challenge", "access/Caller",
               "access/Permission", "access/Decision"],
    "Events and failures": ["event/EventSink", "event/Event", "event/EventTarget", "event/Origin", "reporting/FailureReporter"],
}
# The last line of a text, and the first item of a list.
LIST = re.compile(r"^((?![-*] |\d+\. |\s).+)\n((?:[-*]|1\.) )", re.M)
LANGUAGES = {".java": "java", ".kt": "kotlin", ".xml": "xml", ".properties": "properties"}


def on_files(files, config):
    for page in sorted((SITE / "pages").glob("*.md")):
        files.append(File.generated(config, page.name, content=page.read_text()))
    for name in ROOT_PAGES:
        files.append(File.generated(config, name, content=(ROOT / name).read_text()))
    files.append(File.generated(config, "http-api.md", content=routes(json.loads((ROOT / OPENAPI).read_text()))))
    files.append(File.generated(config, "site.css", content=(SITE / "site.css").read_text()))
    files.append(File.generated(config, "errors.md", content=errors()))
    files.append(File.generated(config, "interfaces.md", content=interfaces()))
    return files


def on_post_page(output, page, config):
    return named(output)


def on_post_template(output_content, template_name, config):
    return named(output_content)


def named(output):
    """A name of a part that the theme leaves out."""
    return output.replace('data-md-component="search" role="dialog"', 'data-md-component="search" role="dialog" aria-label="Search"')


def on_page_content(html, page, config, files):
    found = re.search(r"<p>(?:(?!</p>).)*\n((?:[-*]|1\.) .*)", re.sub(r"<pre.*?</pre>", "", html, flags=re.S), re.S)
    if found:
        raise PluginError(f"{page.file.src_uri}: a list is read as text: {found[1][:60]}")


def on_page_markdown(markdown, page, config, files):
    text = SECTION.sub(lambda mark: link_base(section(mark[1]), ""), markdown)
    text = SOURCE.sub(lambda mark: block(mark[1], mark[2], mark[3]), text)
    text = lists(text)
    folder = posixpath.dirname(page.file.src_uri)
    source = "" if page.file.src_uri in ROOT_PAGES else "docs"
    return LINK.sub(lambda link: link[1] + target(link[2], link[3], folder, source, files) + link[3][link[3].index(")"):]
                    if link[2].startswith("../README.md") else link[1] + target(link[2], link[3], folder, source, files) + link[3], text)


def lists(markdown):
    """A list may follow the text before it at once, as everywhere but in the Markdown of Python."""
    parts = re.split(r"^(```.*?^```$)", markdown, flags=re.M | re.S)
    return "".join(part if part.startswith("```") else LIST.sub(r"\1\n\n\2", part) for part in parts)


def section(title):
    """The text of a section of the README, up to the next heading of its level."""
    parts = re.split(r"^## (.+)$", (ROOT / "README.md").read_text(), flags=re.M)
    if title not in parts[1::2]:
        raise PluginError(f"README.md has no section {title}")
    return parts[parts.index(title) + 1].strip()


def interfaces():
    """A page of the sources of the interfaces, without what a reader of them does not need."""
    lines = ["# Interfaces", "", "The Java interfaces of a registry, with their documentation: those that a host calls, and those that it may "
             "implement. Their packages are below `dev.berth.registry`, in the artifact `registry-api`."]
    for title, names in INTERFACES.items():
        lines += ["", f"## {title}"]
        for name in names:
            text = (ROOT / API / f"{name}.java").read_text()
            text = re.sub(r"^(package|import) .*;\n", "", text, flags=re.M).strip()
            lines += ["", f"### {name.replace('/', '.')}", "", "```java", text, "```"]
    return "\n".join(lines) + "\n"


def block(path, first, last):
    """A source of the repository as a block of code; its links go to the repository."""
    text = (ROOT / path).read_text()
    if first:
        lines = text.splitlines()
        begin = next((i for i, line in enumerate(lines) if first in line), None)
        end = next((i for i, line in enumerate(lines) if begin is not None and i > begin and last in line), None)
        if end is None:
            raise PluginError(f"{path} has no part from {first} to {last}")
        text = textwrap.dedent("\n".join(lines[begin:end + 1]))
    return f"```{LANGUAGES[pathlib.Path(path).suffix]} title=\"{pathlib.Path(path).name}\"\n{text.strip()}\n```"


def link_base(text, source):
    """Links of a text of the root, as seen from docs/."""
    return LINK.sub(lambda link: link[1] + re.sub(r"^docs/", "", link[2]) + link[3], text)


def target(path, anchor, folder, source, files):
    """A page of the site, or the file in the sources."""
    if ":" in path:
        return path
    if path.endswith("README.md") and not path.startswith("decisions/") and anchor[1:-1] in README_PAGES:
        return README_PAGES[anchor[1:-1]]
    place = posixpath.normpath(posixpath.join(source, folder, path))
    name = posixpath.relpath(place, "docs") if place.startswith("docs/") else place
    if name in files.src_uris or path in files.src_uris and not folder:
        return posixpath.relpath(name if name in files.src_uris else path, folder or ".")
    if (ROOT / place).exists():
        return SOURCES + place
    return path


def routes(api):
    """A page of the routes, from the OpenAPI file that tests hold to them."""
    lines = ["# Routes of /api/v1/", "", api["info"].get("description", ""), ""]
    for path, item in sorted(api["paths"].items()):
        lines += [f"## `{path}`", ""]
        shared = item.get("parameters", [])
        for method in ("get", "head", "post", "put", "patch", "delete"):
            if method in item:
                lines += operation(method, item[method], shared, api)
    return "\n".join(lines) + "\n"


def errors():
    """A page of the error codes, from the enum and the class that gives each its status."""
    statuses = {}
    for codes, status in re.findall(r"case ([A-Z_,\s]+?) -> (\d{3});", (ROOT / ERROR_STATUS).read_text()):
        statuses.update({code: status for code in re.findall(r"[A-Z_]+", codes)})
    lines = ["# Errors", "", "An error is a JSON object `{\"errors\": [{\"code\": …, \"message\": …, \"detail\": …}]}`. The code decides "
             "about the status; the message names the operation that failed and its reason.", "", "| code | status | meaning |", "|---|---|---|"]
    body = (ROOT / ERROR_CODES).read_text().split("enum ErrorCode {")[1]
    found = re.findall(r"(?:/\*\*\s*(.*?)\s*\*/\s*)?\b([A-Z_]+)\s*[,}]", body, re.S)
    if {code for _, code in found} != set(statuses):
        raise PluginError("error codes and statuses differ: " + str({code for _, code in found} ^ set(statuses)))
    return "\n".join(lines + [f"| `{code}` | {statuses[code]} | {cell(' '.join(meaning.split()))} |" for meaning, code in found]) + "\n"


def operation(method, described, shared, api):
    lines = [f"**{method.upper()}** {described.get('summary', described.get('description', ''))}", ""]
    parameters = [resolved(parameter, api) for parameter in shared + described.get("parameters", [])]
    if parameters:
        lines += ["| parameter | in | description |", "|---|---|---|"]
        lines += [f"| `{one['name']}` | {one['in']} | {cell(one.get('description', ''))} |" for one in parameters] + [""]
    lines += ["| status | description |", "|---|---|"]
    for status, answer in described.get("responses", {}).items():
        lines.append(f"| {status} | {cell(resolved(answer, api).get('description', ''))} |")
    return lines + [""]


def resolved(item, api):
    if "$ref" not in item:
        return item
    found = api
    for part in item["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")
