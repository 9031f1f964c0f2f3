//! Files in all character sets that offices have.

use encoding_rs::{EUC_KR, ISO_2022_JP, WINDOWS_1252};

use super::*;

fn in_set(set: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = set.encode(text);
    assert!(!lossy, "{text}");
    bytes.into_owned()
}

const JAPANESE: [&str; 6] = [
    "地区,件数\n上流,1000\n下流地区,20\n",
    "a,b\n水源の調査,1\n",
    "区分,備考\n甲,二年で一巡\n乙,毎年の点検\n",
    "name,id\n点検,1\n",
    "氏名,役職\n髙橋,委員\n山﨑,座長\n①㈱,Ⅲ\n",
    "品目,量\nﾀﾝﾊﾟｸ質,10\nﾋﾞﾀﾐﾝ,2\n",
];

#[test]
fn utf_8_and_shift_jis_are_read() {
    for japanese in JAPANESE {
        assert_eq!(text(japanese.as_bytes()).as_deref(), Ok(japanese));
        assert_eq!(text(format!("\u{FEFF}{japanese}").as_bytes()).as_deref(), Ok(japanese));
        assert_eq!(text(&in_set(SHIFT_JIS, japanese)).as_deref(), Ok(japanese));
    }
    assert_eq!(text(b"a,b\n1,2\n").as_deref(), Ok("a,b\n1,2\n"));
}

#[test]
fn other_sets_are_named_and_never_read_as_shift_jis() {
    for japanese in JAPANESE.iter().take(4) {
        let likely = text(&in_set(EUC_JP, japanese)).expect_err("EUC-JP").likely;
        assert_eq!(likely.first(), Some(&"EUC-JP"), "{japanese}");
        assert_eq!(text(&in_set(ISO_2022_JP, japanese)).expect_err("ISO-2022-JP").likely, ["ISO-2022-JP"]);
        let utf16: Vec<u8> = japanese.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16).expect_err("UTF-16").likely, ["UTF-16"], "{japanese}");
        assert_eq!(text(&[&[0xFF, 0xFE], utf16.as_slice()].concat()).expect_err("UTF-16").likely, ["UTF-16"]);
    }
    for chinese in ["地区,数量\n上游,1000\n", "a,b\n水资源调查,1\n", "项目,备注\n教育,重要\n"] {
        let unclear = text(&in_set(GBK, chinese)).expect_err(chinese);
        assert!(unclear.likely.contains(&"GBK"), "{chinese}: {unclear:?}");
    }
    for (set, other) in [
        // Characters beyond GB 2312 are refused all the same, though nothing can be said of them.
        (GBK, "name\n國際機構與調査\n"),
        (GBK, "a,b\n學,1\n"),
        (GBK, "a,b\n學習,1\n"),
        (GBK, "a,b\n機構,1\n"),
        // Katakana of half width takes two bytes in EUC-JP, each pair of which is a kanji in Shift_JIS.
        (EUC_JP, "a,b\nｱｲｳ,1\n"),
        (EUC_JP, "a,b\nﾃﾞｰﾀ,1\n"),
        (SHIFT_JIS, "a,b\nｱｲｳ,1\n"),
        (SHIFT_JIS, "a,b\nﾃﾞｰﾀ,1\nﾘｽﾄ,2\n"),
        (BIG5, "地區,數量\n上游,1000\n"),
        (EUC_KR, "지역,건수\n상류,1000\n"),
        (WINDOWS_1252, "name,note\nCafé,it’s “good”\n"),
        (WINDOWS_1252, "a,b\nit’s,1\n"),
        (WINDOWS_1252, "a,b\n“so”,1\n"),
        (WINDOWS_1252, "Straße,Ärzte\nMüller,5\n"),
    ] {
        assert!(text(&in_set(set, other)).is_err(), "{other}");
    }
}

#[test]
fn a_cut_character_does_not_change_the_set() {
    for japanese in JAPANESE {
        let bytes = japanese.as_bytes();
        for (at, c) in japanese.char_indices().filter(|(_, c)| c.len_utf8() >= 3) {
            let cut = [&bytes[..at + 1], &bytes[at + c.len_utf8()..]].concat();
            let unclear = text(&cut).expect_err("damaged");
            let (shown, place) = unclear.damaged.expect("a place");
            assert_eq!((unclear.likely.as_slice(), place), (["UTF-8"].as_slice(), at), "{shown}");
        }
    }
    let long = "地区と件数,備考\n上流の点検,二年で一巡する\n".repeat(3);
    let bytes = in_set(SHIFT_JIS, &long);
    let unclear = text(&bytes[..bytes.len() - 2]).expect_err("cut");
    assert_eq!(unclear.likely, ["Shift_JIS"]);
}

#[test]
fn one_wrong_byte_in_a_long_file_is_found_where_it_is() {
    let lines: Vec<String> = (1..=10_000).map(|n| format!("第{n}区,{n}")).collect();
    let long = format!("地区,件数\n{}\n", lines.join("\n"));
    for set in [encoding_rs::UTF_8, SHIFT_JIS] {
        let mut bytes = in_set(set, &long);
        let at = bytes.windows(6).position(|part| part == b",9000\n").expect("a line");
        // What stands before the number is half a character now.
        bytes[at - 1] = b' ';
        let unclear = text(&bytes).expect_err("damaged");
        let (shown, place) = unclear.damaged.expect("a place");
        assert_eq!(unclear.likely, [set.name()]);
        assert_eq!(shown[..place].matches('\n').count(), 9_000);
    }
}

#[test]
fn files_of_two_sets_are_told_at_the_first_strange_field() {
    let (own, other) = ("地区,件数,備考\n", "上流,1,点検の結果\n");
    let many = [own, &"下流の地区,2,二年で一巡する\n".repeat(20)].concat();
    for strange in [other, "水,1,x\n", "あい,1,x\n"] {
        let bytes = [in_set(SHIFT_JIS, &many), strange.into(), in_set(SHIFT_JIS, &many)].concat();
        let unclear = text(&bytes).expect_err(strange);
        let (shown, place) = unclear.damaged.expect("a place");
        assert_eq!((unclear.likely.as_slice(), shown[..place].matches('\n').count()), (&["Shift_JIS"][..], 21));
        let bytes = [many.as_bytes(), &in_set(SHIFT_JIS, strange), many.as_bytes()].concat();
        let unclear = text(&bytes).expect_err(strange);
        let (shown, place) = unclear.damaged.expect("a place");
        assert_eq!((unclear.likely.as_slice(), shown[..place].matches('\n').count()), (&["UTF-8"][..], 21));
    }
}

/// Words as they stand in tables, alone below ASCII heads: one may be too little to be certain, three hardly ever are.
#[test]
fn few_words_in_shift_jis_are_read_or_told_but_never_misread() {
    let words = "点検 件数 地区 上流 下流 水源 調査 教育 農業 林業 水産 観光 医療 福祉 保育 介護 年金 税制 予算 決算 歳入 歳出 防災 消防 \
                 治水 道路 河川 港湾 空港 鉄道 住宅 都市 環境 資源 電力 通信 放送 外交 防衛 警察 司法 選挙 統計 人口 出生 死亡 移住 \
                 委員 座長 合計 割合 備考 氏名 役職 有 無 済 未 可 否 公園 学校 図書館 病院 実施 継続 完了 検討 廃止 新規 拡充";
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut told = Vec::new();
    for (count, at) in [1, 3].into_iter().flat_map(|count| (0..words.len()).map(move |at| (count, at))) {
        let three = [0, 31, 67].map(|step| words[(at + step) % words.len()]);
        let csv = format!("a,b\n{},1\n", three[..count].join(",1\n"));
        match text(&in_set(SHIFT_JIS, &csv)) {
            Ok(read) => assert_eq!(read, csv),
            Err(unclear) => {
                assert!(unclear.likely.contains(&"Shift_JIS") && unclear.likely.len() > 1, "{csv}: {unclear:?}");
                told.push(count);
            }
        }
    }
    let most = |count, share| told.iter().filter(|told| **told == count).count() * share <= words.len();
    assert!(most(1, 4) && most(3, 20), "{told:?}");
}

#[test]
fn bytes_that_are_anything_are_no_text() {
    for bytes in [vec![0xFF; 100], vec![0x80, 0xA0, 0xFD, b'\n', 0xFF], vec![0xC3, 0xCF, 0xB6]] {
        assert!(text(&bytes).is_err());
    }
}
