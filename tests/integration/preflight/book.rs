//! A small book that a printing house accepts, made by hand so that each thing in it can be broken.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Points a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;
/// The slug around the trim, the bleed within it, and the trim itself (A5), in points.
const SLUG: f32 = 13.0 * MM;
const BLEED: f32 = 3.0 * MM;
const TRIM: [f32; 2] = [148.0 * MM, 210.0 * MM];

/// The book as objects, before it is written.
pub(crate) struct Book {
    pub document: Document,
    pub pages: Vec<ObjectId>,
    pub intent: ObjectId,
    pub font: ObjectId,
}

fn rectangle(border: f32) -> Object {
    let [width, height] = TRIM;
    let sides = [SLUG - border, SLUG - border, SLUG + width + border, SLUG + height + border];
    Object::Array(sides.map(Object::Real).to_vec())
}

/// The head of an ICC profile without tags: its class and its colour space.
pub(crate) fn icc(class: &[u8; 4], space: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![0; 132];
    profile[3] = 132;
    profile[8] = 4;
    profile[12..16].copy_from_slice(class);
    profile[16..20].copy_from_slice(space);
    profile[20..24].copy_from_slice(b"Lab ");
    profile[36..40].copy_from_slice(b"acsp");
    // D50, the white of the connection space.
    profile[68..80].copy_from_slice(&[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    profile
}

impl Book {
    /// Four pages with text, a line, a tint, a spot colour, a gradient, pictures, a form and marks.
    pub fn new() -> Self {
        let mut document = Document::with_version("1.6");
        let file = document.add_object(Stream::new(dictionary! {}, b"a font".to_vec()));
        let descriptor = document.add_object(dictionary! {
            "Type" => "FontDescriptor", "FontName" => "ABCDEF+Sound", "FontFile2" => file, "Flags" => 32,
        });
        let widths: Vec<Object> = (32..127).map(|_| Object::Integer(500)).collect();
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "ABCDEF+Sound", "FontDescriptor" => descriptor,
            "FirstChar" => 32, "LastChar" => 126, "Widths" => widths,
        });
        let profile = document.add_object(Stream::new(dictionary! { "N" => 4 }, icc(b"prtr", b"CMYK")));
        let intent = document.add_object(dictionary! {
            "Type" => "OutputIntent", "S" => "GTS_PDFX", "DestOutputProfile" => profile,
            "OutputConditionIdentifier" => Object::string_literal("FOGRA39"),
        });
        let tree = document.new_object_id();
        let mut book = Self { document, pages: Vec::new(), intent, font };
        for _ in 0..4 {
            let page = book.page(tree);
            book.pages.push(page);
        }
        let kids: Vec<Object> = book.pages.iter().map(|page| Object::Reference(*page)).collect();
        let tree_object = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 4 };
        book.document.objects.insert(tree, Object::Dictionary(tree_object));
        let metadata = br#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
            xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
            <xmp:CreateDate>2019-06-01T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2019-06-01T00:00:00Z</xmp:ModifyDate>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">A book</rdf:li></rdf:Alt></dc:title>
            </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#;
        let metadata = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, metadata.to_vec());
        let metadata = book.document.add_object(metadata);
        let catalog = book.document.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => tree, "OutputIntents" => vec![intent.into()], "Metadata" => metadata,
        });
        let information = book.document.add_object(dictionary! {
            "Trapped" => "False", "CreationDate" => Object::string_literal("D:20190601000000Z"),
        });
        book.document.trailer.set("Root", catalog);
        book.document.trailer.set("ID", vec![Object::string_literal("one"), Object::string_literal("two")]);
        book.document.trailer.set("Info", information);
        book
    }

    fn page(&mut self, tree: ObjectId) -> ObjectId {
        let samples = [[60, 40, 20, 0], [10, 20, 30, 40]].concat();
        let picture = self.picture("DeviceCMYK", 2, 1, 8, samples);
        let bitmap = self.picture("DeviceGray", 16, 1, 1, vec![0xF0, 0x0F]);
        let form = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => rectangle(BLEED),
                "Resources" => dictionary! { "Font" => dictionary! { "F" => self.font } },
            },
            b"BT /F 9 Tf 150 300 Td (within a form) Tj ET".to_vec(),
        );
        let form = self.document.add_object(form);
        let function = dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
            "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()],
            "C1" => vec![1.into(), Object::Real(0.5), 0.into(), 0.into()],
        };
        let tint = dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
            "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()],
            "C1" => vec![0.into(), Object::Real(0.9), 1.into(), 0.into()],
        };
        let spot = |name: &str| -> Object {
            vec!["Separation".into(), name.into(), "DeviceCMYK".into(), tint.clone().into()].into()
        };
        let resources = dictionary! {
            "Font" => dictionary! { "F" => self.font },
            "ExtGState" => dictionary! {
                "Over" => dictionary! { "OP" => true, "op" => true, "OPM" => 1 },
                "Half" => dictionary! { "ca" => Object::Real(0.5) },
            },
            "ColorSpace" => dictionary! { "Orange" => spot("PANTONE 021 C"), "All" => spot("All") },
            "Shading" => dictionary! {
                "Blue" => dictionary! {
                    "ShadingType" => 2, "ColorSpace" => "DeviceCMYK", "Function" => function,
                    "Coords" => vec![0.into(), 0.into(), 100.into(), 0.into()],
                },
            },
            "XObject" => dictionary! { "Picture" => picture, "Bitmap" => bitmap, "Form" => form },
        };
        let content = format!(
            "q 0 0 0.1 0 k {left} {left} {width} {height} re f Q\n\
             q /Over gs 0 0 0 1 k BT /F 10 Tf 100 400 Td (black text) Tj ET Q\n\
             q /Over gs 0 0 0 1 K 0.3 w 100 390 m 200 390 l S Q\n\
             q /Orange cs 1 scn 100 340 20 20 re f Q\n\
             q 300 300 50 50 re W n /Blue sh Q\n\
             q 0.4 0 0 0.2 200 200 cm /Picture Do Q\n\
             q 1 0 0 0.0625 200 250 cm /Bitmap Do Q\n\
             q /Half gs 0.2 0.2 0 0 k 100 150 30 30 re f Q\n\
             q /Over gs 0 0 0 1 k /Form Do Q\n\
             q /All CS 1 SCN 0.3 w 0 {slug} m 25 {slug} l S Q\n\
             BT /F 6 Tf 0 0 0 1 k 60 8 Td (slug line) Tj ET\n",
            left = SLUG - BLEED,
            width = TRIM[0] + 2.0 * BLEED,
            height = TRIM[1] + 2.0 * BLEED,
            slug = SLUG,
        );
        let content = self.document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        self.document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "MediaBox" => rectangle(SLUG), "BleedBox" => rectangle(BLEED),
            "TrimBox" => rectangle(0.0), "Resources" => resources, "Contents" => vec![content.into()],
        })
    }

    pub fn picture(&mut self, space: &str, width: i64, height: i64, bits: i64, samples: Vec<u8>) -> ObjectId {
        let own = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
            "BitsPerComponent" => bits, "ColorSpace" => space,
        };
        self.document.add_object(Stream::new(own, samples))
    }

    /// Writes the metadata anew, with other words in place of these.
    pub fn metadata(&mut self, words: &str, others: &str) {
        let id = self.catalog().get(b"Metadata").and_then(Object::as_reference).expect("metadata");
        let stream = self.document.get_object_mut(id).and_then(Object::as_stream_mut).expect("metadata");
        let text = String::from_utf8_lossy(&stream.content).into_owned();
        assert!(text.contains(words));
        stream.set_plain_content(text.replace(words, others).into_bytes());
    }

    pub fn own(&mut self, id: ObjectId) -> &mut Dictionary {
        self.document.get_dictionary_mut(id).expect("a dictionary")
    }

    /// The second page, which is broken as a rule.
    pub fn second(&mut self) -> &mut Dictionary {
        let page = self.pages[1];
        self.own(page)
    }

    pub fn catalog(&mut self) -> &mut Dictionary {
        self.document.catalog_mut().expect("a catalog")
    }

    pub fn information(&mut self) -> &mut Dictionary {
        let id = self.document.trailer.get(b"Info").and_then(Object::as_reference).expect("information");
        self.own(id)
    }

    /// Adds to the content of the second page.
    pub fn draw(&mut self, content: &str) -> &mut Self {
        let added = self.document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
        let parts = self.second().get_mut(b"Contents").and_then(Object::as_array_mut).expect("contents");
        parts.push(added.into());
        self
    }

    /// Draws nothing but this on the second page.
    pub fn plain(&mut self, content: &str) {
        self.second().set("Contents", Vec::<Object>::new());
        self.draw(content);
    }

    /// Adds a resource to the second page.
    pub fn resource(&mut self, kind: &str, name: &str, object: impl Into<Object>) -> &mut Self {
        let resources = self.second().get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources");
        if !resources.has(kind.as_bytes()) {
            resources.set(kind, Dictionary::new());
        }
        resources.get_mut(kind.as_bytes()).and_then(Object::as_dict_mut).expect("a kind").set(name, object);
        self
    }

    /// The number at a place of a box of the second page, in millimetres further.
    pub fn shift(&mut self, name: &str, at: usize, by: f32) {
        let sides = self.second().get_mut(name.as_bytes()).and_then(Object::as_array_mut).expect("a box");
        let side = sides[at].as_float().expect("a number");
        sides[at] = Object::Real(side + by * MM);
    }

    pub fn bytes(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("memory takes anything");
        bytes
    }
}
