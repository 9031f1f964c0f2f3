"""The blocks of a report's pages as HTML."""

from .html_text import as_of, inline, items, metrics, number, table

KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
LEVELS = ["１", "(1)", "ア", "(ア)", "a"]
COUNTERS = {"１": lambda n: "０１２３４５６７８９"[n], "1": str, "ア": lambda n: KANA[n - 1], "a": lambda n: chr(96 + n),
            "A": lambda n: chr(64 + n), "①": lambda n: chr(0x245F + n), "・": lambda n: "・"}


def title(block, level="h4"):
    notes = [block.get("note"), as_of(block["as_of"]) + "現在" if "as_of" in block else None]
    if "unit" in block:
        notes.insert(0, f"単位：{block['unit']}")
    note = "　".join(note for note in notes if note)
    note = f'<span class="note">{inline(note)}</span>' if note else ""
    return f"<{level}>{inline(block['title'])}{note}</{level}>" if "title" in block else ""


def source(block):
    return f'<p class="source">（出典）{inline(block["source"])}</p>' if "source" in block else ""


def numbered(block, level=0):
    form = block.get("numbering", LEVELS[level])
    key = next(key for key in COUNTERS if key in form)
    made = []
    for at, entry in enumerate(block["items"], 1):
        entry = {"text": entry} if isinstance(entry, str) else entry
        below = numbered({"numbering": LEVELS[level + 1], **entry}, level + 1) if "items" in entry else ""
        made.append(f"<li>{form.replace(key, COUNTERS[key](at))}{inline(entry['text'])}{below}</li>")
    return f'<ul class="numbered">{"".join(made)}</ul>'


def cell(value):
    return "－" if value is None else inline(value) if isinstance(value, str) else number(value)


def data_table(block):
    columns, rows = block["columns"], block["rows"] + ([block["total"]] if "total" in block else [])
    right = {at for at, column in enumerate(columns)
             if column.get("align") == "right" or all(not isinstance(row[at], str) for row in rows)}
    made = table([inline(column["title"]) for column in columns], [[cell(value) for value in row] for row in rows], right)
    notes = "".join(f'<p class="source">（注）{inline(note)}</p>' for note in block.get("notes", []))
    return title(block) + made + notes


def counted(block, owner):
    """The categories and the one series of a chart that counts the rows of a table."""
    asked = block["from"]
    source = next(one for one in below(owner) if one.get("id") == asked["table"])
    column = [one["title"] for one in source["columns"]].index(asked["by"])
    counts = {}
    for row in source["rows"]:
        counts[row[column]] = counts.get(row[column], 0) + 1
    if asked.get("cumulative"):
        total = 0
        for category in counts:
            counts[category] = total = total + counts[category]
    return list(counts), [{"values": list(counts.values())}]


def chart(block, owner):
    categories, series = counted(block, owner) if "from" in block else (block["categories"], block["series"])
    heads = ["", *(inline(one.get("name", block["unit"])) for one in series)]
    rows = [[inline(name), *(cell(one["values"][at]) for one in series)] for at, name in enumerate(categories)]
    target = f'<p class="source">{inline(block["target"]["label"])}</p>' if "target" in block else ""
    return title(block) + table(heads, rows, range(1, len(heads))) + target + source(block)


def diagram(block):
    nodes = {node["id"]: node for node in block["nodes"]}
    boxes = []
    for node in block["nodes"]:
        note = f"　{inline(node['note'])}" if "note" in node else ""
        boxes.append(f'<li class="box">{inline(node["label"])}{note}{items(node["items"]) if "items" in node else ""}</li>')
    arrows = []
    for edge in block.get("edges", []):
        label = f"：{inline(edge['label'])}" if "label" in edge else ""
        arrows.append(f"<li>{inline(nodes[edge['from']]['label'])} → {inline(nodes[edge['to']]['label'])}{label}</li>")
    arrows = f'<ul class="arrows">{"".join(arrows)}</ul>' if arrows else ""
    return title(block) + f'<ul class="boxes">{"".join(boxes)}</ul>{arrows}{source(block)}'


def world(block):
    rows = [[inline(country["label"]), inline(country.get("note", "－"))] for country in block["countries"]]
    return title(block) + table(["国", "備考"], rows) + source(block)


def case(block, owner):
    label = f'<span class="case">{inline(block["label"])}</span> ' if "label" in block else ""
    text = f"<p>{inline(block['text'])}</p>" if "text" in block else ""
    listed = items(block["items"]) if "items" in block else ""
    return f"<h4>{label}{inline(block['title'])}</h4>{text}{listed}{blocks(block.get('blocks', []), owner)}"


def block(value, owner):
    kind = value["type"]
    if kind == "section":
        return title(value, "h3") + blocks(value["blocks"], owner)
    if kind == "columns":
        widths = value.get("widths", [1] * len(value["columns"]))
        parts = [f'<div style="flex: {width} 1 0">{blocks(column, owner)}</div>' for width, column in zip(widths, value["columns"])]
        return f'<div class="columns">{"".join(parts)}</div>'
    if kind == "unavailable":
        return f'<p class="source">［{value["kind"]}］{inline(value["title"])}（データ未収録）</p>'
    made = {
        "paragraph": lambda: f"<p>{inline(value['text'])}</p>", "list": lambda: items(value["items"]),
        "numbered": lambda: numbered(value), "table": lambda: data_table(value), "metrics": lambda: metrics(value["metrics"]),
        "chart": lambda: chart(value, owner), "diagram": lambda: diagram(value), "map": lambda: world(value),
        "case": lambda: case(value, owner),
    }.get(kind)
    if made is None:
        raise ValueError(f"blocks of the type `{kind}` have no HTML yet")
    return made()


def blocks(values, owner):
    return "".join(block(value, owner) for value in values)


def below(value):
    """All objects below a value."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from below(part)
    elif isinstance(value, list):
        for part in value:
            yield from below(part)


def metrics_of(council):
    return [one for one in below(council) if {"id", "label", "value", "unit"} <= one.keys()]
