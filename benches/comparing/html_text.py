"""Texts, dates, numbers, lists and tables of a report as HTML."""

import calendar
import decimal
import html
import re

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
MARKS = [
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\^\[(.+?)\]"), r'<span class="footnote">\1</span>'),
    (re.compile(r"\[([^\]]+)\]\(((?:https?:|mailto:)[^)]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\{([^|{}]+)\|([^|{}]+)\}"), r"<ruby>\1<rt>\2</rt></ruby>"),
    (re.compile(r"\^\{([^}]+)\}"), r"<sup>\1</sup>"),
    (re.compile(r"\{\|\}"), "<wbr>"),
    (re.compile(r"\{\+\}"), "\u2060"),
]


def inline(text):
    """A text with its inline marks."""
    text = html.escape(text, quote=False)
    for mark, element in MARKS:
        text = mark.sub(element, text)
    return text


def date(written):
    if written.startswith("FY"):
        return f"{written[2:]}年度"
    return "".join(f"{int(number)}{unit}" for number, unit in zip(written.split("-"), "年月日"))


def as_of(written):
    """An as-of date; the last day of a month is printed as 末."""
    parts = [int(number) for number in written.split("-")] if not written.startswith("FY") else []
    if len(parts) == 3 and parts[2] == calendar.monthrange(*parts[:2])[1]:
        return date(written.rsplit("-", 1)[0]) + "末"
    return date(written)


def cover_date(written):
    """A date by era, as on covers; a month takes the era of its last day."""
    year, *others = written.split("-")
    if written < "2019-05":
        era, year = "平成", int(year) - 1988
    else:
        era, year = "令和", int(year) - 2018
    years = "元" if year == 1 else str(year)
    return (era + years + "年" + "".join(f"{int(one)}{unit}" for one, unit in zip(others, "月日"))).translate(FULL_WIDTH)


def number(value):
    return f"{value:,}"


def rate(value, target):
    """A percentage with one decimal place, rounded half up."""
    tenth = (decimal.Decimal(value) * 100 / decimal.Decimal(target)).quantize(decimal.Decimal("0.1"), decimal.ROUND_HALF_UP)
    return f"{tenth}".removesuffix(".0") + "％"


def item(value):
    if isinstance(value, str):
        return f"<li>{inline(value)}</li>"
    again = "（再掲）" if value.get("repeated") else ""
    below = items(value["items"]) if value.get("items") else ""
    return f"<li>{inline(value['text'])}{again}{below}</li>"


def items(values):
    return f"<ul>{''.join(map(item, values))}</ul>"


def table(heads, rows, right=()):
    """A table of cells that are already HTML; `right` are the columns of numbers."""
    def cells(name, values):
        return "".join(f'<{name}{" class=right" if at in right else ""}>{cell}</{name}>' for at, cell in enumerate(values))

    head = "".join(f'<th scope="col"{" class=right" if at in right else ""}>{cell}</th>' for at, cell in enumerate(heads))
    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def amount(metric):
    about = "約" if metric.get("approximate") else ""
    return f'{about}<span class="figure">{number(metric["value"])}</span>{inline(metric["unit"])}'


def metric(value):
    lines = [f'<p class="label">{inline(value["label"])}</p><p>{amount(value)}</p>']
    if "as_of" in value:
        lines.append(f"<p>{as_of(value['as_of'])}現在</p>")
    if target := value.get("target"):
        met = "　<strong>達成</strong>" if value["value"] >= target["value"] else ""
        lines.append(f"<p>{date(target['by'])}目標{number(target['value'])}{inline(value['unit'])}{met}</p>")
        lines.append(f"<p>達成率{rate(value['value'], target['value'])}</p>")
        lines.append(f"<p>{inline(target['note'])}</p>" if "note" in target else "")
    lines.append(f"<p>{inline(value['note'])}</p>" if "note" in value else "")
    return f'<div class="metric">{"".join(lines)}</div>'


def metrics(values):
    return f'<div class="metrics">{"".join(map(metric, values))}</div>' if values else ""
