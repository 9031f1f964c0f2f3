"""Copies of a conforming PDF file with one fault each, to see that a validator can fail.

The file must contain what is removed from it: a table of several rows with header cells, a figure, a link, a note and headings
of two levels.
"""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name


def elements(pdf, kind):
    """The structure elements of a type, in document order."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Array):
            waiting[:0] = list(node)
        elif isinstance(node, Dictionary):
            if node.get("/S") == Name("/" + kind):
                found.append(node)
            if "/K" in node:
                waiting.insert(0, node.K)
    if not found:
        raise LookupError(f"the file to plant faults in has no structure element {kind}")
    return found


def links(pdf):
    return [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == Name.Link]


def fonts(pdf):
    return [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == Name.Font]


def without_language(pdf):
    del pdf.Root.Lang


def with_no_language_tag(pdf):
    pdf.Root.Lang = pikepdf.String("日本語")


def unmarked(pdf):
    del pdf.Root.MarkInfo


def without_structure(pdf):
    del pdf.Root.StructTreeRoot


def without_title_shown(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def without_scope(pdf):
    """Removes scopes and the references of cells to header cells, which would replace them."""
    for cell in elements(pdf, "TH") + elements(pdf, "TD"):
        attributes = cell.get("/A", Array())
        for item in attributes if isinstance(attributes, Array) else [attributes]:
            for key in ("/Scope", "/Headers"):
                if key in item:
                    del item[key]


def without_header_cells(pdf):
    without_scope(pdf)
    for cell in elements(pdf, "TH"):
        cell.S = Name.TD


def with_a_short_row(pdf):
    row = elements(pdf, "TR")[-1]
    row.K = Array(list(row.K)[:-1])


def without_alternative(pdf):
    del elements(pdf, "Figure")[0].Alt


def with_a_blank_alternative(pdf):
    elements(pdf, "Figure")[0].Alt = pikepdf.String(" ")


def read_backwards(pdf):
    rows = next(group for group in elements(pdf, "TBody") if len(group.K) > 1)
    rows.K = Array(reversed(list(rows.K)))


def with_a_skipped_level(pdf):
    elements(pdf, "H2")[0].S = Name.H4


def without_note_id(pdf):
    del elements(pdf, "Note")[0].ID


def with_an_unknown_type(pdf):
    elements(pdf, "P")[0].S = Name.Absatz


def without_link_description(pdf):
    del links(pdf)[0].Contents


def with_a_link_unprinted(pdf):
    links(pdf)[0].F = 0


def without_tab_order(pdf):
    for page in pdf.pages:
        if "/Tabs" in page:
            del page.Tabs


def with_untagged_content(pdf):
    pdf.pages[0].contents_add(b"q 0 0 10 10 re f Q")


def without_font_files(pdf):
    for item in pdf.objects:
        for key in ("/FontFile2", "/FontFile3"):
            if isinstance(item, Dictionary) and key in item:
                del item[key]


def without_unicode(pdf):
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            del font.ToUnicode


def with_a_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.beep()")


def attached(change):
    """A fault in an additional attachment."""
    def plant(pdf):
        stream = pdf.make_stream(b"{}")
        stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/application/json")
        stream.Params = Dictionary(ModDate="D:20200101000000Z", Size=2)
        file = pdf.make_indirect(Dictionary(
            Type=Name.Filespec, F="planted.json", UF="planted.json", Desc="planted", AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        ))
        names = pdf.Root.Names.get("/EmbeddedFiles", Dictionary(Names=Array()))
        names.Names.extend(["planted.json", file])
        pdf.Root.Names.EmbeddedFiles = names
        pdf.Root.AF = Array([*pdf.Root.get("/AF", []), file])
        change(pdf, file, stream)
    return plant


def without_mime_type(_, __, stream):
    del stream.Subtype


def without_relation(_, file, __):
    del file.AFRelationship


def without_unicode_name(_, file, __):
    del file.UF


def without_description(_, file, __):
    del file.Desc


def associated_with_nothing(pdf, _, __):
    pdf.Root.AF = Array(list(pdf.Root.AF)[:-1])


def without_metadata(pattern):
    """Metadata without the part that matches."""
    def plant(pdf):
        before = pdf.Root.Metadata.read_bytes()
        after = re.sub(pattern, b"", before, flags=re.S)
        if before == after:
            raise LookupError(f"the metadata have no {pattern}")
        pdf.Root.Metadata.write(after)
    return plant


# The fault, what plants it, and the rule by which each validator must find it. If no validator is named, none can find it; the
# program's own check must.
FAULTS = {
    "no language": (without_language, {"ua1": "7.2-34"}),
    "no language tag": (with_no_language_tag, {"ua1": "7.2-29", "3a": "6.7.4-1"}),
    "not marked as tagged": (unmarked, {"ua1": "6.2-1", "3a": "6.7.2.2-1"}),
    "no structure tree": (without_structure, {"ua1": "7.1-11", "3a": "6.7.3.3-1"}),
    "unknown structure type": (with_an_unknown_type, {"ua1": "7.1-5", "3a": "6.7.3.4-1"}),
    "untagged content": (with_untagged_content, {"ua1": "7.1-3"}),
    "title not shown": (without_title_shown, {"ua1": "7.1-10"}),
    "no title": (without_metadata(rb"<dc:title>.*?</dc:title>"), {"ua1": "7.1-9"}),
    "no claim of PDF/UA": (without_metadata(rb"<pdfuaid:part>.*?</pdfuaid:part>"), {"ua1": "5-1"}),
    "no claim of PDF/A": (without_metadata(rb"<pdfaid:(part|conformance)>.*?</pdfaid:(part|conformance)>"), {"3a": "6.6.4-1"}),
    "no level of PDF/A": (without_metadata(rb"<pdfaid:conformance>.*?</pdfaid:conformance>"), {"3a": "6.6.4-3"}),
    "figure without alternative": (without_alternative, {"ua1": "7.3-1"}),
    "figure with a blank alternative": (with_a_blank_alternative, {"pdfua": "UA-13-004", "outloud": "FIG-002"}),
    "skipped heading level": (with_a_skipped_level, {"ua1": "7.4.2-1"}),
    "header cells without scope": (without_scope, {"ua1": "7.5-1", "outloud": "TBL-002", "pdfua": "UA-15-003"}),
    "table without header cells": (without_header_cells, {"outloud": "TBL-001", "pdfua": "UA-15-003"}),
    "row of a cell too few": (with_a_short_row, {"ua1": "7.2-43"}),
    "rows read backwards": (read_backwards, {}),
    "note without id": (without_note_id, {"ua1": "7.9-1"}),
    "link without description": (without_link_description, {"ua1": "7.18.5-2"}),
    "link that does not print": (with_a_link_unprinted, {"3a": "6.3.2-2"}),
    "no order of tabs": (without_tab_order, {"ua1": "7.18.3-1"}),
    "fonts not embedded": (without_font_files, {"ua1": "7.21.4.1-1", "3a": "6.2.11.4.1-1"}),
    "glyphs without characters": (without_unicode, {"ua1": "7.21.7-1", "3a": "6.2.11.7.2-1"}),
    "script": (with_a_script, {"3a": "6.5.1-1"}),
    "attachment without MIME type": (attached(without_mime_type), {"3a": "6.8-1"}),
    "attachment without relation": (attached(without_relation), {"3a": "6.8-3"}),
    "attachment without Unicode name": (attached(without_unicode_name), {"ua1": "7.11-1", "3a": "6.8-2"}),
    "attachment without description": (attached(without_description), {}),
    "attachment of nothing": (attached(associated_with_nothing), {"3a": "6.8-4"}),
}


def plant(original, profiles, folder):
    """Writes a copy without a fault and one per fault that concerns the profiles; returns their paths by name."""
    standards = {"3a", "ua1"}
    changes = {"no fault": lambda _: None}
    for name, (change, rules) in FAULTS.items():
        if not standards & rules.keys() or set(profiles) & rules.keys():
            changes[name] = change
    paths = {}
    for number, (name, change) in enumerate(changes.items()):
        paths[name] = folder / f"{number:02}-{name.replace(' ', '-').replace('/', '')}.pdf"
        with pikepdf.open(original) as pdf:
            change(pdf)
            pdf.save(paths[name], deterministic_id=True, fix_metadata_version=False)
        if number > 0 and paths[name].read_bytes() == paths["no fault"].read_bytes():
            raise LookupError(f"the fault `{name}` changes nothing in {original}")
    return paths
