"""Writes a report like a ministry's review of its projects: many figures, tables with notes, links, portrait summaries.

    reviews.py FOLDER
"""

import json
import pathlib
import sys

PROJECTS = ("河川の点検", "橋梁の補修", "下水道の更新")


def project(at, name):
    """A project with notes in all texts that may have them; each project has more than the one before."""
    def noted(text, count):
        return text + "".join(f"^[{text}の注その{number}。{'出典は各年度の決算書。' * (number % 3)}]" for number in range(1, count + 1))

    years = [f"{year}年度" for year in range(2020, 2025)]
    return {
        "name": f"{name}事業", "short_name": name, "established": "2018-04",
        "message": noted(f"{name}を進めた", at),
        "highlight": {"label": "執行率", "metric": "rate"},
        "purpose": [noted(f"{name}により住民の安全を守る", 1), "施設の長寿命化を図る。"],
        "achievements": [
            f"[行政事業レビューシート](https://example.jp/review/{at})を公表。",
            {"text": noted("計画を見直した", at), "items": ["外部有識者の所見を反映", noted("重複を整理", at)]},
        ],
        "results": {
            "as_of": "2025-03-31",
            "metrics": [
                {"id": "rate", "label": "執行率", "value": 92.4, "unit": "％", "note": noted("繰越を除く", 1)},
                {"id": "sites", "label": "実施か所", "value": 1200 + at, "unit": "か所", "target": {"value": 1500, "by": "2026"}},
            ],
            "items": [noted("事故は発生していない", at)],
        },
        "reference": [{"title": "予算と執行", "blocks": [
            {
                "type": "table", "id": "budget", "title": "予算額・執行額", "note": "単位：百万円",
                "columns": [{"title": "年度"}, {"title": "予算額"}, {"title": "執行額"}, {"title": "備考"}],
                "rows": [[year, 120 + 7 * n, 110 + 6 * n, noted("補正を含む", 1) if n % 2 else None] for n, year in enumerate(years)],
                "notes": ["執行額は決算による。"],
            },
            {
                "type": "chart", "id": "balance", "kind": "bar_line", "title": "増減と執行率", "unit": "百万円", "categories": years,
                "series": [
                    {"name": "増減", "values": [12, -8, 5, -3, at]},
                    {"name": "執行率の差", "values": [-1.2, 0.4, 2.5, -0.3, 1.1], "line": True, "unit": "ポイント"},
                ],
            },
        ]}],
        "summary": {"show": ["budget", "balance"]},
    }


def main(folder):
    folder = pathlib.Path(folder)
    (folder / "councils").mkdir(parents=True)
    ids = [f"project-{at}" for at in range(1, len(PROJECTS) + 1)]
    head = {
        "title": "行政事業レビュー", "issuer": "架空省 大臣官房会計課", "date": "2025-06", "summary_page": "A4 portrait", "councils": ids,
        "framing": {"title": "レビューの概要", "items": ["全ての事業を点検した。"]},
    }
    (folder / "report.json").write_text(json.dumps(head, ensure_ascii=False))
    for at, (name, title) in enumerate(zip(ids, PROJECTS), 1):
        (folder / "councils" / f"{name}.json").write_text(json.dumps(project(at, title), ensure_ascii=False))


main(sys.argv[1])
