//! Links lead where readers can follow them, and say so.

use kakugi::template::Document;
use lopdf::Object;
use serde_json::json;

use super::{paragraph, with_blocks};
use crate::support::{Loaded, dictionary, text, value, without_space};

/// The targets of all links of the briefing to addresses, with what each is called, and the text of its pages.
fn links(texts: &[&str]) -> (Vec<(String, String)>, String) {
    let blocks: Vec<_> = texts.iter().map(|text| paragraph(text)).collect();
    let desk = with_blocks(json!(blocks));
    let loaded = Loaded::from(&desk.path("report"));
    let built = loaded.build(Document::Briefing);
    let pdf = lopdf::Document::load_mem(&built.pdf).expect("a PDF");
    let mut found = Vec::new();
    for id in pdf.get_pages().into_values() {
        let page = pdf.get_dictionary(id).expect("a page");
        let Ok(list) = page.get_deref(b"Annots", &pdf).and_then(Object::as_array) else { continue };
        for annotation in list {
            let annotation = pdf.dereference(annotation).expect("an annotation").1.as_dict().expect("a dictionary");
            if annotation.has(b"A") && dictionary(&pdf, annotation, b"A").has(b"URI") {
                let uri = value(&pdf, dictionary(&pdf, annotation, b"A"), b"URI").as_str().expect("bytes");
                found.push((String::from_utf8(uri.to_vec()).expect("ASCII"), text(&pdf, annotation, b"Contents")));
            }
        }
    }
    found.sort();
    found.dedup();
    (found, crate::kumihan::extracted(&pdf))
}

#[test]
fn targets_are_of_ascii_and_are_printed_as_they_are_read() {
    let (found, printed) = links(&[
        "[頁](https://example.jp/資料/第１回.pdf)を見よ。",
        "[例](https://例え.jp/?q=語#節)と[済](https://example.jp/%E6%B8%88)。",
        "[広](ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ｗｉｄｅ)と[括弧](https://example.jp/a_(b))。",
    ]);
    let uris: Vec<&str> = found.iter().map(|(uri, _)| uri.as_str()).collect();
    assert_eq!(
        uris,
        [
            "https://example.jp/%E6%B8%88",
            "https://example.jp/%E8%B3%87%E6%96%99/%E7%AC%AC%EF%BC%91%E5%9B%9E.pdf",
            "https://example.jp/a_(b)",
            "https://example.jp/wide",
            "https://xn--r8jz45g.jp/?q=%E8%AA%9E#%E7%AF%80",
        ]
    );
    for words in ["https://example.jp/資料/第１回.pdf", "https://例え.jp/?q=語#節", "https://example.jp/wide"]
    {
        assert!(printed.contains(words), "{words}");
    }
}

#[test]
fn mailboxes_are_called_by_a_japanese_word() {
    let (found, printed) = links(&["[係](mailto:taro@example.jp)と[h(a)@example.jp](mailto:h(a)@example.jp)。"]);
    let wanted =
        [("mailto:h(a)@example.jp", "メール h(a)@example.jp"), ("mailto:taro@example.jp", "メール taro@example.jp")];
    assert_eq!(found, wanted.map(|(uri, called)| (uri.to_owned(), called.to_owned())));
    // The address is printed once, in a note or by the link itself.
    assert_eq!([printed.matches("taro@example.jp").count(), printed.matches("h(a)@example.jp").count()], [1, 1]);
}

#[test]
fn full_width_addresses_and_words_are_set_in_half_width() {
    let typed = "Ｗｉ－Ｆｉの申込みは（ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ／ａ）か、ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐへ。３－２－１番地。";
    let (_, printed) = links(&[typed]);
    assert!(
        printed.contains("Wi-Fiの申込みは（https://example.jp/a）か、taro@example.jpへ。3－2－1番地。"),
        "{printed}"
    );
}

#[test]
fn backslashes_are_printed_but_before_marks() {
    let path = r"保存先は\\sv01\企画部\[重要]2019\資料.xlsx、C:\作業\{案}\a.txt、C:\data\**\*.txt。";
    let (_, printed) = links(&[path, r"\**太字**と\CO\_{2}、\\[頁](https://example.jp)。"]);
    assert!(printed.contains(&without_space(path)), "{printed}");
    assert!(printed.contains(r"**太字**と\CO_{2}、\頁"), "{printed}");
}
