"""The content of a report's briefing as HTML: all its texts, lists, tables and metrics; charts as tables of their values,
diagrams as lists of their boxes and arrows, maps as lists of their countries."""

import decimal
import html
import json
import re

from . import html_blocks
from .html_text import amount, as_of, cover_date, date, inline, items, metrics, table


def load(folder):
    """The report, with its councils in place of their ids."""
    def read(path):
        return json.loads(path.read_text(encoding="utf-8"), parse_float=decimal.Decimal)

    report = read(folder / "report.json")
    report["councils"] = [{"id": id, **read(folder / f"councils/{id}.json")} for id in report["councils"]]
    return report


def section(title, note, content):
    note = f'<span class="note">{inline(note)}</span>' if note else ""
    return f"<h3>{inline(title)}{note}</h3>{content}"


def results_of(council):
    results = council.get("results")
    if not results:
        return ""
    note = as_of(results["as_of"]) + "現在" if "as_of" in results else None
    listed = items(results["items"]) if "items" in results else ""
    return section("実績", note, metrics(results.get("metrics", [])) + listed)


def council(number, council):
    message = f'<p class="message">{inline(council["message"])}</p>' if "message" in council else ""
    parts = [
        f'<h1 id="{council["id"]}"><span class="number">{number}</span> {inline(council["name"])}'
        f'<span class="note">{date(council["established"])}設置</span></h1>', message,
        section("設置の目的", None, items(council["purpose"])),
        section("主な成果", None, items(council["achievements"])), results_of(council),
    ]
    for at, page in enumerate(council.get("reference", [])):
        parts.append(f'<h2 id="{council["id"]}-{at}">{inline(page["title"])}</h2>{html_blocks.blocks(page["blocks"], council)}')
    return "".join(parts)


def highlight(council):
    shown = council["highlight"]
    if "metric" not in shown:
        return f"{inline(shown['label'])}　{inline(shown['text'])}"
    metric = next(metric for metric in html_blocks.metrics_of(council) if metric["id"] == shown["metric"])
    return f"{inline(shown['label'])}　{amount(metric)}"


def overview(report):
    framing = report["framing"]
    index = [
        [str(at), inline(council["name"]), date(council["established"]), highlight(council),
         f'<a class="page" href="#{council["id"]}"></a>']
        for at, council in enumerate(report["councils"], 1)
    ]
    founded = [[date(council["established"]), inline(council["short_name"])]
               for council in sorted(report["councils"], key=lambda council: council["established"])]
    note = f"原則{as_of(report['as_of'])}現在" if "as_of" in report else None
    return "".join([
        f'<h1 id="overview">{inline(framing["title"])}</h1>', items(framing["items"]),
        section("協議会等の一覧", note, table(["番", "協議会等", "設置", "主な実績", "頁"], index)),
        section("設置の経緯", None, table(["設置", "協議会等"], founded)),
        html_blocks.blocks(framing.get("blocks", []), report),
    ])


def contents(report):
    def line(id, text, number=""):
        return f'<li><a href="#{id}">{number}{inline(text)}</a></li>'

    lines = [line("overview", report["framing"]["title"])]
    for at, council in enumerate(report["councils"], 1):
        below = [line(f"{council['id']}-{page}", reference["title"]) for page, reference in enumerate(council.get("reference", []))]
        lines.append(line(council["id"], council["name"], f"{at}　").replace("</li>", f"<ol>{''.join(below)}</ol></li>"))
    return f'<h1>目次</h1><ol class="contents">{"".join(lines)}</ol>'


def document(report, css):
    """The whole briefing as one HTML file."""
    title = html.escape(report["title"])
    cover = "".join([
        f'<p>{inline(report["presented_to"])}　説明資料</p>' if "presented_to" in report else "",
        f'<p class="title">{title}</p>', f'<p>{inline(report["subtitle"])}</p>' if "subtitle" in report else "",
        f'<p>{cover_date(report["date"])}</p><p>{inline(report["issuer"])}</p>',
    ])
    head = f'<header><span>{title}</span><span class="note">{cover_date(report["date"])}</span></header>'
    councils = "".join(council(at, one) for at, one in enumerate(report["councils"], 1))
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="author" content="{html.escape(report["issuer"])}"><style>{css}</style></head><body>'
        f'<section class="cover">{cover}</section>{head}{contents(report)}{overview(report)}{councils}</body></html>\n'
    )


def lost(report, document):
    """Texts of the report that are not in the HTML, except those of summaries and alternative texts."""
    text = solid(re.sub(r"<style>.*?</style>|<[^>]*>", "", document, flags=re.S))
    unprinted = {"$schema", "id", "type", "kind", "code", "alt", "summary", "established", "as_of", "date", "period", "by", "from",
                 "to", "metric", "counts", "numbering", "align", "file",
                  "emphasis"}

    def texts(value, key=""):
        if key in unprinted:
            return
        if isinstance(value, dict):
            for name, below in value.items():
                yield from texts(below, name)
        elif isinstance(value, list):
            for below in value:
                yield from texts(below, key)
        elif isinstance(value, str):
            yield solid(re.sub(r"<[^>]*>", "", inline(value)))

    return [value for value in texts(report) if value not in text]


def solid(text):
    return re.sub(r"\s", "", html.unescape(text))
