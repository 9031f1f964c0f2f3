//! One error at a time in the sound book: it is found by its code, and nothing else is.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::book::{Book, icc};
use super::{codes, look, profile, shown};

/// A test an error: its code, and how it is planted.
macro_rules! planted {
    ($( $name:ident: $code:literal, |$book:ident| $plant:expr; )*) => {
        /// How many errors are planted.
        const PLANTED: usize = [$( $code ),*].len();

        $(
            #[test]
            fn $name() {
                let mut book = Book::new();
                let $book = &mut book;
                $plant;
                let report = look(&book.bytes(), &profile("offset-coated"));
                assert_eq!(codes(&report), [$code], "{}", shown(&report));
            }
        )*
    };
}

fn numbers(numbers: &[f32]) -> Object {
    Object::Array(numbers.iter().map(|number| Object::Real(*number)).collect())
}

fn form(content: &str, resources: Dictionary) -> Stream {
    let own =
        dictionary! { "Subtype" => "Form", "BBox" => numbers(&[0.0, 0.0, 600.0, 900.0]), "Resources" => resources };
    Stream::new(own, content.as_bytes().to_vec())
}

/// A pattern of red squares.
fn tile(content: &str) -> Stream {
    let own = dictionary! {
        "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "BBox" => numbers(&[0.0, 0.0, 10.0, 10.0]),
        "XStep" => 10, "YStep" => 10, "Resources" => dictionary! {},
    };
    Stream::new(own, content.as_bytes().to_vec())
}

fn gradient(space: &str, from: &[f32], to: &[f32]) -> Dictionary {
    let function = dictionary! {
        "FunctionType" => 2, "N" => 1, "Domain" => numbers(&[0.0, 1.0]), "C0" => numbers(from), "C1" => numbers(to),
    };
    dictionary! {
        "ShadingType" => 2, "ColorSpace" => space, "Function" => function, "Coords" => numbers(&[0.0, 0.0, 100.0, 0.0]),
    }
}

fn space(name: &str, entries: Dictionary) -> Object {
    vec![name.into(), entries.into()].into()
}

fn not_embedded() -> Dictionary {
    dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" }
}

const OVER: &str = "/Over gs 0 0 0 1 k";

planted! {
    // The file.
    content_broken: "K0901", |book| book.draw("q ) Q");
    operator_unknown: "K0901", |book| book.draw("1 2 frobnicate");
    states_unbalanced: "K0901", |book| book.draw("q q Q");
    form_missing: "K0901", |book| book.draw("/Nowhere Do");
    newer_than_the_standard: "K0903", |book| book.document.version = "1.7".to_owned();
    not_identified: "K0904", |book| book.metadata("PDF/X-4", "");
    another_standard: "K0904", |book| {
        book.metadata("PDF/X-4", "PDF/X-1a:2001")
    };
    identified_in_the_information_alone: "K0904", |book| {
        book.metadata("GTS_PDFXVersion", "Version");
        book.information().set("GTS_PDFXVersion", Object::string_literal("PDF/X-4"))
    };
    trapping_unsaid: "K0905", |book| book.information().remove(b"Trapped");
    trapping_said_twice_otherwise: "K0905", |book| {
        book.metadata("<dc:title>", "<pdf:Trapped xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">True</pdf:Trapped><dc:title>")
    };
    no_output_intent: "K0906", |book| book.catalog().remove(b"OutputIntents");
    intent_for_archives: "K0906", |book| {
        let intent = book.intent;
        book.own(intent).set("S", "GTS_PDFA1")
    };
    two_output_intents: "K0906", |book| {
        let intent = book.intent;
        book.catalog().set("OutputIntents", vec![intent.into(), intent.into()])
    };
    no_output_profile: "K0907", |book| {
        let intent = book.intent;
        book.own(intent).remove(b"DestOutputProfile")
    };
    profile_of_a_screen: "K0908", |book| {
        let profile = book.document.add_object(Stream::new(dictionary! { "N" => 3 }, icc(b"mntr", b"RGB ")));
        let intent = book.intent;
        book.own(intent).set("DestOutputProfile", profile)
    };
    another_condition: "K0909", |book| {
        let intent = book.intent;
        book.own(intent).set("OutputConditionIdentifier", Object::string_literal("JC200103"))
    };
    annotation: "K0910", |book| {
        let note = dictionary! { "Subtype" => "Text", "Rect" => numbers(&[100.0, 100.0, 120.0, 120.0]) };
        book.second().set("Annots", vec![note.into()])
    };
    form_to_fill_in: "K0911", |book| book.catalog().set("AcroForm", dictionary! { "Fields" => Vec::<Object>::new() });
    script: "K0912", |book| book.catalog().set("Names", dictionary! { "JavaScript" => dictionary! {} });
    action_at_the_start: "K0912", |book| book.catalog().set("OpenAction", dictionary! { "S" => "JavaScript" });
    action_of_a_page: "K0912", |book| book.second().set("AA", dictionary! { "O" => dictionary! { "S" => "JavaScript" } });
    attachment: "K0913", |book| book.catalog().set("Names", dictionary! { "EmbeddedFiles" => dictionary! {} });
    layer: "K0914", |book| {
        let layer = book.document.add_object(dictionary! { "Type" => "OCG" });
        book.catalog().set("OCProperties", dictionary! { "OCGs" => vec![layer.into()] })
    };
    no_identifier: "K0916", |book| book.document.trailer.remove(b"ID");
    no_dates: "K0916", |book| book.metadata("xmp:ModifyDate", "xmp:OtherDate");
    another_date: "K0916", |book| book.information().set("CreationDate", Object::string_literal("D:20200601000000Z"));
    no_title: "K0916", |book| book.metadata("A book", " ");
    forbidden_compression: "K0917", |book| {
        // The example of ISO 32000-1, 7.4.4.2, which nothing uses.
        let codes = vec![0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        book.document.add_object(Stream::new(dictionary! { "Filter" => "LZWDecode" }, codes))
    };

    // Pages.
    no_trim_box: "K0920", |book| book.plant_no_trim();
    no_bleed_box: "K0921", |book| book.second().remove(b"BleedBox");
    bleed_beyond_the_media: "K0922", |book| book.shift("BleedBox", 3, 20.0);
    trim_beyond_the_bleed: "K0922", |book| book.shift("BleedBox", 0, 4.0);
    bleed_too_small: "K0923", |book| book.shift("BleedBox", 1, 1.0);
    page_of_another_size: "K0924", |book| {
        ["TrimBox", "BleedBox", "MediaBox"].iter().for_each(|name| book.shift(name, 2, -2.0))
    };
    page_turned: "K0925", |book| book.second().set("Rotate", 90);
    one_page_too_few: "K0926", |book| book.document.delete_pages(&[4]);
    blank_page: "K0927", |book| book.second().remove(b"Contents");
    tint_that_ends_at_the_trim: "K0928", |book| book.draw("0 0.2 0 0 k 36.85 100 50 50 re f");
    picture_that_ends_short: "K0928", |book| {
        let picture = book.picture("DeviceCMYK", 100, 50, 8, vec![40; 20_000]);
        book.resource("XObject", "Wide", picture).draw("q 20 0 0 10 36.7 100 cm /Wide Do Q")
    };

    // Type.
    font_not_embedded: "K0930", |book| {
        book.resource("Font", "H", not_embedded()).draw("/Over gs BT /H 10 Tf 100 500 Td 0 0 0 1 k (text) Tj ET")
    };
    font_not_embedded_in_a_form: "K0930", |book| {
        let fonts = dictionary! { "Font" => dictionary! { "H" => not_embedded() } };
        let form = book.document.add_object(form("BT /H 10 Tf 100 500 Td (text) Tj ET", fonts));
        book.resource("XObject", "G", form).draw("/Over gs 0 0 0 1 k /G Do")
    };
    font_not_embedded_in_a_pattern: "K0930", |book| {
        let mut tile = tile("BT /H 8 Tf 0 0 0 1 k (t) Tj ET");
        tile.dict.set("Resources", dictionary! { "Font" => dictionary! { "H" => not_embedded() } });
        let tile = book.document.add_object(tile);
        book.resource("Pattern", "P", tile).draw("/Pattern cs /P scn 100 100 50 50 re f")
    };
    small_type: "K0931", |book| book.draw(&format!("q {OVER} BT /F 4 Tf 100 500 Td (text) Tj ET Q"));
    small_type_by_scaling: "K0931", |book| book.draw(&format!("q {OVER} 0.3 0 0 0.3 0 0 cm BT /F 12 Tf 400 800 Td (text) Tj ET Q"));
    text_near_the_trim: "K0932", |book| book.draw(&format!("q {OVER} BT /F 10 Tf 42 500 Td (text) Tj ET Q"));
    text_across_the_trim: "K0932", |book| book.draw(&format!("q {OVER} BT /F 10 Tf 450 500 Td (text) Tj ET Q"));

    // Colour.
    rgb_area: "K0940", |book| book.draw("1 0 0 rg 100 100 20 20 re f");
    rgb_line: "K0940", |book| book.draw("1 0 0 RG 100 100 m 200 100 l S");
    rgb_text: "K0940", |book| book.draw("1 0 0 rg BT /F 10 Tf 100 500 Td (text) Tj ET");
    calibrated_rgb: "K0940", |book| {
        let cal = space("CalRGB", dictionary! { "WhitePoint" => numbers(&[0.95, 1.0, 1.09]) });
        book.resource("ColorSpace", "C", cal).draw("/C cs 1 0 0 scn 100 100 20 20 re f")
    };
    lab: "K0940", |book| {
        let lab = space("Lab", dictionary! { "WhitePoint" => numbers(&[0.95, 1.0, 1.09]) });
        book.resource("ColorSpace", "C", lab).draw("/C cs 50 0 0 scn 100 100 20 20 re f")
    };
    rgb_by_profile: "K0940", |book| {
        let profile = book.document.add_object(Stream::new(dictionary! { "N" => 3 }, icc(b"mntr", b"RGB ")));
        let space: Object = vec!["ICCBased".into(), profile.into()].into();
        book.resource("ColorSpace", "C", space).draw("/C cs 1 0 0 scn 100 100 20 20 re f")
    };
    rgb_picture: "K0940", |book| {
        let picture = book.picture("DeviceRGB", 2, 1, 8, vec![9; 6]);
        book.resource("XObject", "R", picture).draw("q 0.4 0 0 0.2 100 100 cm /R Do Q")
    };
    rgb_in_a_soft_mask: "K0940", |book| {
        let mut mask = form("1 0 0 rg 100 100 20 20 re f", dictionary! {});
        mask.dict.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceGray" });
        let mask = book.document.add_object(mask);
        let mask = dictionary! { "S" => "Luminosity", "G" => mask };
        book.resource("ExtGState", "Mask", dictionary! { "SMask" => mask });
        book.draw("q /Mask gs 0.1 0 0 0 k 100 100 20 20 re f Q")
    };
    rgb_palette: "K0940", |book| {
        let picture = book.picture("DeviceGray", 2, 1, 8, vec![0, 1]);
        let palette: Object =
            vec!["Indexed".into(), "DeviceRGB".into(), 1.into(), Object::string_literal(vec![9_u8; 6])].into();
        book.document.get_object_mut(picture).and_then(Object::as_stream_mut).expect("a picture").dict.set("ColorSpace", palette);
        book.resource("XObject", "R", picture).draw("q 0.4 0 0 0.2 100 100 cm /R Do Q")
    };
    rgb_inline_picture: "K0940", |book| book.draw("q 0.2 0 0 0.2 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q");
    rgb_gradient: "K0940", |book| {
        let gradient = gradient("DeviceRGB", &[0.0, 0.0, 0.0], &[1.0, 0.0, 0.0]);
        book.resource("Shading", "S", gradient).draw("q 100 100 20 20 re W n /S sh Q")
    };
    rgb_pattern: "K0940", |book| {
        let tile = book.document.add_object(tile("1 0 0 rg 0 0 5 5 re f"));
        book.resource("Pattern", "P", tile).draw("/Pattern cs /P scn 100 100 50 50 re f")
    };
    rgb_in_a_form_in_a_form: "K0940", |book| {
        let inner = book.document.add_object(form("1 0 0 rg 100 100 20 20 re f", dictionary! {}));
        let outer = form("/Inner Do", dictionary! { "XObject" => dictionary! { "Inner" => inner } });
        let outer = book.document.add_object(outer);
        book.resource("XObject", "G", outer).draw("/G Do")
    };
    rgb_in_a_drawn_glyph: "K0940", |book| {
        let glyph = book.document.add_object(Stream::new(dictionary! {}, b"500 0 d0 1 0 0 rg 0 0 400 400 re f".to_vec()));
        let font = dictionary! {
            "Type" => "Font", "Subtype" => "Type3", "FontMatrix" => numbers(&[0.001, 0.0, 0.0, 0.001, 0.0, 0.0]),
            "FontBBox" => numbers(&[0.0, 0.0, 500.0, 500.0]), "CharProcs" => dictionary! { "a" => glyph },
            "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into()] },
            "FirstChar" => 97, "LastChar" => 97, "Widths" => vec![500.into()],
        };
        book.resource("Font", "T", font).draw("/Over gs 0 0 0 1 k BT /T 10 Tf 100 500 Td (aaa) Tj ET")
    };
    spot_with_an_rgb_stand_in: "K0941", |book| {
        let tint = dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => numbers(&[0.0, 1.0]), "C0" => numbers(&[1.0, 1.0, 1.0]),
            "C1" => numbers(&[1.0, 0.0, 0.0]),
        };
        let spot: Object = vec!["Separation".into(), "Red".into(), "DeviceRGB".into(), tint.into()].into();
        book.resource("ColorSpace", "R", spot).draw("/R cs 1 scn 100 100 20 20 re f")
    };
    four_plate_black: "K0943", |book| book.draw("0.75 0.68 0.67 0.9 k BT /F 10 Tf 100 500 Td (text) Tj ET");
    rich_black_small_type: "K0944", |book| book.draw("0.4 0 0 1 k BT /F 10 Tf 100 500 Td (text) Tj ET");
    registration_colour: "K0945", |book| book.draw("/All cs 1 scn 100 100 20 20 re f");
    too_much_ink_in_one: "K0946", |book| book.draw("1 1 0.9 0.5 k 100 100 20 20 re f");
    a_little_too_much_ink: "K0946", |book| book.draw("1 1 0.9 0.105 k 100 100 20 20 re f");
    too_much_ink_in_a_picture: "K0946", |book| {
        let picture = book.picture("DeviceCMYK", 2, 1, 8, vec![255, 255, 255, 0, 255, 255, 255, 255]);
        book.resource("XObject", "R", picture).draw("q 0.4 0 0 0.2 100 100 cm /R Do Q")
    };
    too_much_ink_in_a_gradient: "K0946", |book| {
        let gradient = gradient("DeviceCMYK", &[0.0, 0.0, 0.0, 0.0], &[1.0, 1.0, 1.0, 1.0]);
        book.resource("Shading", "S", gradient).draw("q 100 100 20 20 re W n /S sh Q")
    };
    too_much_ink_together: "K0947", |book| book.draw("q 1 1 0.5 0 k 100 100 20 20 re f /Over gs 0 0 0 1 k 105 105 5 5 re f Q");

    // Overprint and lines.
    white_overprints: "K0950", |book| book.draw("q /Over gs 0 0 0 0 k 100 100 20 20 re f Q");
    white_text_overprints: "K0950", |book| book.draw("q /Over gs 0 0 0 0 k BT /F 10 Tf 100 500 Td (text) Tj ET Q");
    black_text_knocks_out: "K0951", |book| book.draw("0 0 0 1 k BT /F 10 Tf 100 500 Td (text) Tj ET");
    black_text_knocks_out_in_mode_0: "K0951", |book| {
        book.resource("ExtGState", "Mode0", dictionary! { "OP" => true, "op" => true, "OPM" => 0 });
        book.draw("q /Mode0 gs 0 0 0 1 k BT /F 10 Tf 100 500 Td (text) Tj ET Q")
    };
    black_line_knocks_out: "K0951", |book| book.draw("0 0 0 1 K 1 w 100 500 m 200 500 l S");
    thin_line: "K0953", |book| book.draw("q /Over gs 0 0 0 1 K 0.1 w 100 500 m 200 500 l S Q");
    thin_line_by_scaling: "K0953", |book| book.draw("q /Over gs 0 0 0 1 K 0.1 0 0 1 0 0 cm 1 w 1000 500 m 1000 600 l S Q");
    hairline: "K0954", |book| book.draw("q /Over gs 0 0 0 1 K 0 w 100 500 m 200 500 l S Q");
    thin_area: "K0955", |book| book.draw("q /Over gs 0 0 0 1 k 100 500 100 0.1 re f Q");

    // Pictures.
    two_hundred_and_forty_pixels: "K0960", |book| book.draw("q 0.6 0 0 0.3 100 100 cm /Picture Do Q");
    one_side_too_coarse: "K0960", |book| book.draw("q 0.4 0 0 1 100 100 cm /Picture Do Q");
    coarse_bitmap: "K0961", |book| book.draw("q 3 0 0 0.1875 100 100 cm /Bitmap Do Q");
    coarse_mask: "K0961", |book| {
        let mask = book.picture("DeviceGray", 8, 1, 1, vec![0xF0]);
        let own = &mut book.document.get_object_mut(mask).and_then(Object::as_stream_mut).expect("a picture").dict;
        own.remove(b"ColorSpace");
        own.set("ImageMask", true);
        book.resource("XObject", "M", mask).draw("q /Over gs 0 0 0 1 k 2 0 0 0.25 100 100 cm /M Do Q")
    };
    picture_broken: "K0962", |book| {
        let picture = book.picture("DeviceCMYK", 2, 1, 8, b"no JPEG".to_vec());
        let own = &mut book.document.get_object_mut(picture).and_then(Object::as_stream_mut).expect("a picture").dict;
        own.set("Filter", "DCTDecode");
        book.resource("XObject", "B", picture).draw("q 0.4 0 0 0.2 100 100 cm /B Do Q")
    };

    // Transparency.
    blending_in_rgb: "K0970", |book| {
        book.second().set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" })
    };
    blending_in_rgb_within_a_form: "K0970", |book| {
        let mut group = form("0.1 0 0 0 k 100 100 20 20 re f", dictionary! {});
        group.dict.set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" });
        let group = book.document.add_object(group);
        book.resource("XObject", "G", group).draw("/G Do")
    };
    blending_in_rgb_without_transparency: "K0970", |book| {
        book.plain("0.1 0 0 0 k 100 100 20 20 re f");
        book.second().set("Group", dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" })
    };
    transfer_function: "K0971", |book| {
        let function = dictionary! { "FunctionType" => 2, "N" => 2, "Domain" => numbers(&[0.0, 1.0]) };
        book.resource("ExtGState", "T", dictionary! { "TR" => function }).draw("/T gs")
    };
    halftone_phase: "K0974", |book| {
        book.resource("ExtGState", "H", dictionary! { "HTP" => numbers(&[1.0, 1.0]) }).draw("/H gs")
    };
    picture_replaced_in_print: "K0975", |book| {
        let other = book.picture("DeviceCMYK", 2, 1, 8, vec![9; 8]);
        let alternate = dictionary! { "Image" => other, "DefaultForPrinting" => true };
        let picture = book.picture("DeviceCMYK", 2, 1, 8, vec![9; 8]);
        let own = &mut book.document.get_object_mut(picture).and_then(Object::as_stream_mut).expect("a picture").dict;
        own.set("Alternates", vec![alternate.into()]);
        book.resource("XObject", "A", picture).draw("q 0.4 0 0 0.2 100 100 cm /A Do Q")
    };
    postscript: "K0972", |book| {
        let code = book.document.add_object(Stream::new(dictionary! { "Subtype" => "PS" }, b"showpage".to_vec()));
        book.resource("XObject", "Code", code).draw("/Code Do")
    };
    form_of_another_file: "K0973", |book| {
        let mut form = form("0.1 0 0 0 k 100 100 20 20 re f", dictionary! {});
        form.dict.set("Ref", dictionary! { "F" => Object::string_literal("other.pdf"), "Page" => 0 });
        let form = book.document.add_object(form);
        book.resource("XObject", "Other", form).draw("/Other Do")
    };
}

impl Book {
    /// Without a TrimBox the page is taken to be cut at the media, which brings more along on purpose.
    fn plant_no_trim(&mut self) {
        self.second().remove(b"TrimBox");
        let media = self.second().get(b"BleedBox").expect("a box").clone();
        // The crop box stands in for the trim; with the trim's own sides nothing else is wrong.
        let sides: Vec<f32> = media.as_array().expect("sides").iter().filter_map(|side| side.as_float().ok()).collect();
        let bleed = 3.0 * super::book::MM;
        let trim = [sides[0] + bleed, sides[1] + bleed, sides[2] - bleed, sides[3] - bleed];
        self.second().set("CropBox", numbers(&trim));
    }
}

#[test]
fn a_table_that_is_not_where_it_is_said_to_be() {
    let bytes = Book::new().bytes();
    let at = bytes.windows(9).rposition(|nine| nine == b"startxref").expect("the end");
    let broken = [&bytes[..at], b"startxref\n7\n%%EOF\n".as_slice()].concat();
    let report = look(&broken, &profile("offset-coated"));
    assert_eq!(codes(&report), ["K0901"], "{}", shown(&report));
}

#[test]
fn there_are_enough_planted_faults() {
    const { assert!(PLANTED >= 30) }
}

#[test]
fn an_encrypted_file_is_told() {
    let mut book = Book::new();
    book.document.trailer.set("ID", vec![Object::string_literal("one"), Object::string_literal("two")]);
    let version = lopdf::EncryptionVersion::V2 {
        document: &book.document,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions: lopdf::Permissions::all(),
    };
    let state = lopdf::EncryptionState::try_from(version).expect("a state");
    book.document.encrypt(&state).expect("encryption");
    let report = look(&book.bytes(), &profile("offset-coated"));
    assert!(codes(&report).contains(&"K0902"), "{}", shown(&report));
}

#[test]
fn what_only_some_profiles_ask_for() {
    let mut grey = profile("offset-coated");
    grey.colours = kakugi::preflight::Colours::Grey;
    let mut book = Book::new();
    book.draw("0.1 0 0 0 k 100 100 20 20 re f");
    assert!(codes(&look(&book.bytes(), &grey)).contains(&"K0942"));
    let mut by_the_house = profile("offset-coated");
    by_the_house.overprint = false;
    assert_eq!(codes(&look(&Book::new().bytes(), &by_the_house)), ["K0952"]);
}
