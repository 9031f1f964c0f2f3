"""PDF files from which `mutants.py` makes others; together they contain everything that a page can consist of.

A file is a list of objects, numbered from 1; an object is its text and, for a stream, its bytes. The first is the catalog.
"""

import base64
import re
import struct
import zlib

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/"
    "wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABgQAAIDAAAAAAAAAAAAAAAAAAARBAUi/9oACAEBAAA/ACiVjWT/2Q=="
)
JPEG_2000 = base64.b64decode(
    "/0//UQApAAAAAAAQAAAAEAAAAAAAAAAAAAAAEAAAABAAAAAAAAAAAAABBwEB/1IADAAAAAEABAQEAAH/XAAQQEBISFBISFBISFBISFD/ZAAlAAFDcmVhdGVk"
    "IGJ5IE9wZW5KUEVHIHZlcnNpb24gMi41LjT/kAAKAAAAAAArAAH/k8fSCAmfw+kDH0ggAQMvwRQiAA0IC0Cg4MADfsuA/9k="
)
FAX = base64.b64decode(
    "maLoEEoIEKTUIIQQJIIJxCCFhMLI6CCZQ4TC8WE0EF+CBJJf7SQQX3CCYX9hNhf2E12kkEEwh6SSYQhKkkmCSCCG0gQJIRpJo45Q4SgAgAg="
)
# A page of 16 × 16 pixels, and a region compressed like a fax (MMR).
JBIG2 = (
    bytes([0, 0, 0, 0, 48, 0, 1]) + struct.pack(">I", 19) + struct.pack(">IIIIBH", 16, 16, 0, 0, 0, 0)
    + bytes([0, 0, 0, 1, 38, 0, 1]) + struct.pack(">I", 18 + len(FAX)) + struct.pack(">IIIIBB", 16, 16, 0, 0, 0, 1) + FAX
)
TINT = "<</FunctionType 2/N 1/Domain[0 1]/C0[0 0 0 0]/C1[0 0.5 1 0]>>"
PIXELS = bytes(range(256)) * 3


def file(page, contents, *more, catalog=""):
    """A file of one page; additional objects are numbered from 5."""
    objects = [
        (f"<</Type/Catalog/Pages 2 0 R{catalog}>>", None),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>", None),
        (f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/TrimBox[10 10 190 190]/Contents 4 0 R{page}>>", None),
        ("<<>>", contents),
        *more,
    ]
    packed = [(text, stream.encode("latin-1") if isinstance(stream, str) else stream) for text, stream in objects]
    return [(text.encode("latin-1"), stream) for text, stream in packed]


def drawing():
    """Paths, colours, gradients, patterns, forms and masks, with functions of all kinds."""
    resources = (
        "<</ExtGState<</Half<</ca 0.5/CA .5/BM/Multiply>>/Over<</OP true/op true/OPM 1>>/Soft<</SMask<</S/Luminosity/G 8 0 R>>>>>>"
        f"/ColorSpace<</Spot[/Separation/Orange/DeviceCMYK {TINT}]/Few[/Indexed/DeviceRGB 1<000000FFFFFF>]"
        f"/Many[/DeviceN[/Orange/Black]/DeviceCMYK 11 0 R]/Lab[/Lab<</WhitePoint[.96 1 .82]>>]/Under[/Pattern/DeviceRGB]>>"
        f"/Shading<</Along<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 90 90]/Extend[true true]/Function 12 0 R>>"
        f"/Round<</ShadingType 3/ColorSpace/DeviceCMYK/Coords[50 50 0 50 50 40]/Function {TINT}>>/Plane 13 0 R/Mesh 14 0 R>>"
        "/Pattern<</Tile 9 0 R/Plain 10 0 R/Fade<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceCMYK"
        f"/Coords[0 0 9 9]/Function {TINT}>>>>>>/XObject<</Form 5 0 R/Group 8 0 R>>>>"
    )
    contents = (
        "q 0.2 0.3 0.4 0.1 k 20 20 60 60 re f Q q 1 0 0 rg 0 0 m 50 0 l 50 50 60 60 20 90 c 5 5 9 9 v h W n 0 0 99 99 re f* Q\n"
        "q /Half gs /Spot cs .7 scn 40 40 30 30 re B Q q /Over gs /Few CS 1 SC 4 w [3 2] 0 d 10 10 m 90 90 l S Q\n"
        "q /Many cs .5 .5 scn 1 0 0 1 5 5 cm 30 30 20 20 re f Q /Lab cs 50 10 10 sc 80 10 9 9 re f\n"
        "q /Pattern cs /Tile scn 100 100 50 50 re f /Under cs 1 0 0 /Plain scn 100 20 40 40 re f /Fade scn 20 100 9 9 re f Q\n"
        "q 20 120 60 60 re W n /Along sh /Round sh /Plane sh /Mesh sh Q /Soft gs /Form Do /Group Do\n"
        "q 20 0 0 20 150 150 cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID 012345678901 EI Q\n"
        "q 9 0 0 9 150 100 cm BI /W 4 /H 4 /CS /G /BPC 8 /F /AHx ID 00112233445566778899AABBCCDDEEFF> EI Q\n"
        "/Art /Name BDC BX 1 2 unknown EX EMC 0 G 0 0 m 10 20 l s"
    )
    form = "/Type/XObject/Subtype/Form/BBox[0 0 100 100]"
    corner = "".join(chr(byte) for byte in (0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 255))
    return file(
        f"/Resources {resources}/Group<</S/Transparency/CS/DeviceCMYK>>", contents,
        (f"<<{form}/Matrix[1 0 0 1 10 10]/Resources<</XObject<</Inner 6 0 R>>>>>>", "q /Inner Do 1 0 0 1 20 0 cm /Inner Do Q"),
        (f"<<{form}/Resources<</XObject<</Inmost 7 0 R>>>>>>", "/Inmost Do 0 1 0 rg 5 5 9 9 re f"),
        (f"<<{form}>>", "0 0 1 0 k 1 1 30 30 re f"),
        (f"<<{form}/Group<</S/Transparency/CS/DeviceGray/I true/K false>>>>", "0.5 g 0 0 100 100 re f"),
        ("<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>>>", "1 0 0 rg 0 0 4 4 re f"),
        ("<</PatternType 1/PaintType 2/TilingType 2/BBox[0 0 5 5]/XStep 5/YStep 5/Resources<<>>>>", "0 0 2 2 re f"),
        ("<</FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1 0 1]>>", "{ 2 copy add 2 div dup 0.5 gt { pop 0.5 } if 3 1 roll exch 0 mul dup }"),
        (f"<</FunctionType 3/Domain[0 1]/Bounds[.5]/Encode[0 1 1 0]/Functions[{TINT} 15 0 R]>>", None),
        ("<</ShadingType 1/ColorSpace/DeviceCMYK/Domain[0 1 0 1]/Matrix[50 0 0 50 0 0]/Function 11 0 R>>", None),
        (
            "<</ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
            "/Decode[0 90 0 90 0 1 0 1 0 1]>>", "\0" + corner + "\0" + corner[::-1],
        ),
        ("<</FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1 0 1]/Size[2]/BitsPerSample 8>>", "\0\0\0\0\xff\x80\0\0"),
    )


def pictures():
    """Raster pictures with all filters, with masks."""
    def picture(keys, data, size=16, space="/DeviceGray", bits=8):
        head = f"/Type/XObject/Subtype/Image/Width {size}/Height {size}/BitsPerComponent {bits}/ColorSpace{space}"
        return f"<<{head}{keys}>>", data

    rows = b"".join(bytes([2]) + PIXELS[at:at + 16] for at in range(0, 256, 16))
    runs = bytes([15]) + PIXELS[:16] + bytes([257 - 128, 7, 257 - 112, 9, 128])
    made = [
        picture("/Filter/DCTDecode", JPEG, size=8),
        picture("/Filter/JPXDecode", JPEG_2000),
        picture("/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16/Rows 16>>", FAX, bits=1),
        picture("/Filter/JBIG2Decode", JBIG2, bits=1),
        picture("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 16>>", zlib.compress(rows)),
        picture("/Filter/RunLengthDecode", runs),
        picture("/Filter[/ASCIIHexDecode/FlateDecode]", zlib.compress(PIXELS[:256]).hex().encode() + b">"),
        picture("/SMask 6 0 R/Mask[1 2 3 4 5 6]", PIXELS, space="/DeviceRGB"),
        picture("/Decode[1 0]/ImageMask true", PIXELS[:32], bits=1),
        picture("/Mask 13 0 R", PIXELS[:256], space="[/Indexed/DeviceCMYK 1(abcdefgh)]"),
        picture("/Filter/ASCII85Decode", b"z" * 64 + b"~>"),
    ]
    names = "".join(f"/I{at} {at + 5} 0 R" for at in range(len(made)))
    shown = "".join(f"q 40 0 0 40 {at % 4 * 45} {at // 4 * 45} cm /I{at} Do Q\n" for at in range(len(made)))
    return file(f"/Resources<</XObject<<{names}>>>>", shown, *made)


def letters():
    """Text, in Type 3 fonts and fonts that are not embedded."""
    fonts = (
        "<</Font<</Drawn 5 0 R/Plain<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
        "/Wide<</Type/Font/Subtype/Type0/BaseFont/Broad/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</Type/Font"
        "/Subtype/CIDFontType2/BaseFont/Broad/DW 900/W[1[500 600]3 9 700]/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/FontDescriptor 9 0 R>>]>>>>>>"
    )
    contents = (
        "BT /Drawn 20 Tf 10 100 Td (ab) Tj 2 Tr 5 TL T* [(a)-200(b)] TJ (b) ' 1 2 (a) \" ET\n"
        "BT /Plain 12 Tf 1 0 0 1 10 50 Tm 2 Tc 3 Tw 80 Tz 4 Ts (shown) Tj 3 Tr (hidden) Tj 7 Tr (clip) Tj ET\n"
        "BT /Wide 12 Tf 10 20 TD <00010002> Tj ET"
    )
    drawn = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 6 0 R/b 7 0 R>>"
        "/Encoding<</Type/Encoding/Differences[97/a/b]>>/FirstChar 97/LastChar 98/Widths[800 800]/Resources<<>>>>"
    )
    cmap = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0001> <0009> <0041> endbfrange"
    return file(
        f"/Resources {fonts}", contents, (drawn, None),
        ("<<>>", "800 0 0 0 750 750 d1 0 0 750 750 re f"), ("<<>>", "800 0 d0 1 0 0 rg 0 0 m 375 750 l 750 0 l f"),
        ("<<>>", cmap), ("<</Type/FontDescriptor/FontName/Broad/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 9/Descent 0/CapHeight 9/StemV 9>>", None),
    )


def paper():
    """Everything besides page content: annotations, form fields, layers, metadata, structure, attachments."""
    xmp = (
        '<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:p="http://www.npes.org/pdfx/ns/id/" p:GTS_PDFXVersion="PDF/X-4"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    catalog = (
        "/Lang(ja)/Metadata 5 0 R/MarkInfo<</Marked true>>/AcroForm<</Fields[7 0 R]>>/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]>>>>"
        "/OutputIntents[<</S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)>>]/OpenAction<</S/JavaScript/JS(1)>>"
        "/Outlines<</First 9 0 R/Last 9 0 R/Count 1>>/StructTreeRoot 10 0 R/PageLabels<</Nums[0<</S/D>>]>>"
        "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>]>>>>/ViewerPreferences<</DisplayDocTitle true>>"
    )
    page = (
        "/Rotate 90/UserUnit 1.5/CropBox[5 5 195 195]/StructParents 0/Tabs/S/Annots[6 0 R 7 0 R<</Type/Annot/Subtype/Link/Rect[0 0 9 9]"
        "/A<</S/URI/URI(http://example.org)>>>>]/Resources<</Properties<</L 8 0 R>>>>"
    )
    look = "/Subtype/Form/BBox[0 0 100 40]"
    return file(
        page, "/P <</MCID 0>> BDC 1 0 0 rg 20 20 60 60 re f EMC /OC /L BDC 0 1 0 rg 90 90 9 9 re f EMC",
        ("<</Type/Metadata/Subtype/XML>>", xmp),
        ("<</Type/Annot/Subtype/Stamp/Rect[100 50 150 70]/F 4/AP<</N 11 0 R>>>>", None),
        ("<</Type/Annot/Subtype/Widget/FT/Btn/T(field)/AS/On/Rect[10 100 60 120]/F 4/AP<</N<</On 11 0 R/Off 12 0 R>>>>>>", None),
        ("<</Type/OCG/Name(Draft)>>", None),
        ("<</Title(one)/Parent<<>>/Dest[3 0 R/Fit]>>", None),
        ("<</Type/StructTreeRoot/K 13 0 R/RoleMap<</Note/Box/Box/P>>/ParentTree<</Nums[0[13 0 R]]>>>>", None),
        (f"<<{look}>>", "0 1 0 rg 0 0 100 40 re f"), (f"<<{look}>>", "0 0 1 rg 0 0 100 40 re f"),
        ("<</Type/StructElem/S/Note/P 10 0 R/Pg 3 0 R/K[0]>>", None),
        catalog=catalog,
    )


def read(data):
    """The objects of a file in qpdf's QDF form."""
    heads, found = [], {}
    for head in re.finditer(rb"^(\d+) 0 obj\n", data, re.M):
        # Numbers within streams are not object headers.
        if int(head[1]) == len(heads) + 1:
            heads.append(head)
    for number, head in enumerate(heads, 1):
        body = data[head.end():heads[number].start() if number < len(heads) else len(data)]
        if b"\nstream\n" in body and body.startswith(b"<<"):
            text, _, rest = body.partition(b"\nstream\n")
            found[number] = (re.sub(rb"/Length \d+ 0 R", b"", text), rest[:rest.rfind(b"endstream")].removesuffix(b"\n"))
        else:
            found[number] = (body[:body.rfind(b"endobj")].strip(), None)
    catalog = next(number for number, (text, _) in found.items() if b"/Type /Catalog" in text)
    if catalog != 1:
        raise ValueError("the first object is expected to be the catalog")
    return list(found.values())
