//! The character set of a text file, where it is certain.
//!
//! A file does not say in which character set it is, and a wrong one makes other words of it without an error. UTF-8 is
//! known by its structure. Shift_JIS is taken only where the bytes are neither possible nor plausible in the other
//! character sets of East Asia; all else is told.

use std::ops::Range;

use encoding_rs::{BIG5, EUC_JP, GBK, SHIFT_JIS};

use super::switched::switched;

/// Why the text of a file is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The character sets in which it may be, the likeliest first; none if it can be anything.
    pub likely: Vec<&'static str>,
    /// Where it is damaged, if it is in the likeliest but for some characters: the text with U+FFFD for them, and the
    /// place of the first.
    pub damaged: Option<(String, usize)>,
}

impl Unclear {
    fn likely(names: &[&'static str]) -> Self {
        Self { likely: names.to_vec(), damaged: None }
    }

    fn damaged(name: &'static str, text: String) -> Self {
        let at = text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
        Self { likely: vec![name], damaged: Some((text, at)) }
    }
}

/// The text of a file in UTF-8 or Shift_JIS, without a byte order mark.
///
/// # Errors
/// What can be said of its character set, where it is another or not certain.
pub fn text(bytes: &[u8]) -> Result<String, Unclear> {
    if is_utf16(bytes) {
        return Err(Unclear::likely(&["UTF-16"]));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Some(set) = switched(text) {
            return Err(Unclear::likely(&[set]));
        }
        return Ok(text.trim_start_matches('\u{FEFF}').to_owned());
    }
    if is_mostly_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes).trim_start_matches('\u{FEFF}').to_owned();
        return Err(Unclear::damaged("UTF-8", text));
    }
    let tally = Tally::of(bytes);
    let strict = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    let rival = chinese(bytes);
    if let Some(field) = utf_8_within(bytes).filter(|_| tally.is_plain()) {
        let [before, after] = [&bytes[..field.start], &bytes[field.end..]]
            .map(|part| SHIFT_JIS.decode_without_bom_handling(part).0.into_owned());
        let at = before.len();
        let text = before + "\u{FFFD}" + &after;
        return Err(Unclear { likely: vec!["Shift_JIS"], damaged: Some((text, at)) });
    }
    match strict {
        Some(text) if tally.is_plain() && tally.good() > rival && !is_euc_jp(bytes) => return Ok(text.into_owned()),
        None if tally.is_plain() && tally.errors * 20 <= tally.good() && tally.errors > 0 => {
            return Err(Unclear::damaged("Shift_JIS", SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned()));
        }
        _ => {}
    }
    Err(Unclear::likely(&guesses(bytes, &tally, strict.is_some(), rival)))
}

/// The character sets that are possible, the likeliest first.
fn guesses(bytes: &[u8], tally: &Tally, shift_jis: bool, gb: usize) -> Vec<&'static str> {
    let euc = EUC_JP.decode_without_bom_handling_and_without_replacement(bytes);
    let kana = |text: &str| text.contains(|c| matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}'));
    let mut names = Vec::new();
    if let Some(text) = &euc {
        names.push("EUC-JP");
        if kana(text) {
            return names;
        }
    }
    if gb > 0 && GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        names.push("GBK");
    }
    if shift_jis && tally.good() + tally.rare > 0 {
        names.push("Shift_JIS");
    }
    // What is too little to be certain of is Western just as well: 有 and —L are the same bytes.
    if names == ["Shift_JIS"] {
        names.push("Windows-1252");
    }
    names
}

/// Whether bytes can be EUC-JP. Japanese in Shift_JIS hardly ever is, but katakana of half width in EUC-JP looks like kanji.
fn is_euc_jp(bytes: &[u8]) -> bool {
    EUC_JP.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// The first field of a file in Shift_JIS that is in UTF-8, as where files of two kinds were put into one. Commas,
/// quotation marks and line ends are never part of another character.
fn utf_8_within(bytes: &[u8]) -> Option<Range<usize>> {
    let mut start = 0;
    for field in bytes.split(|byte| matches!(byte, b',' | b'"' | b'\t' | b'\r' | b'\n')) {
        let range = start..start + field.len();
        start = range.end + 1;
        if !field.is_ascii() && is_utf_8_alone(field) {
            return Some(range);
        }
    }
    None
}

/// Whether a field is plain Japanese in UTF-8, and none in Shift_JIS.
fn is_utf_8_alone(field: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(field) else { return false };
    let (other, _, lossy) = SHIFT_JIS.encode(text);
    let (own, other) = (Tally::of(field), Tally::of(&other));
    let characters = text.chars().filter(|c| c.len_utf8() >= 3).count();
    let plain = !lossy && other.common > 0 && other.rare + other.odd + other.narrow + other.errors == 0;
    plain && (own.odd + own.errors > 0 || (own.rare > 0 && characters > 1))
}

/// Whether bytes are UTF-16, by the byte order mark, or without one because every other byte of what is ASCII is zero.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return true;
    }
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let plenty = |zeros: usize, others: usize| zeros >= 2 && zeros * 10 >= bytes.len() / 2 && others * 3 <= zeros;
    if !bytes.len().is_multiple_of(2) || !(plenty(even, odd) || plenty(odd, even)) {
        return false;
    }
    let unit = |pair: &[u8]| {
        if even > odd { u16::from_be_bytes([pair[0], pair[1]]) } else { u16::from_le_bytes([pair[0], pair[1]]) }
    };
    let text = |c: char| !c.is_control() || matches!(c, '\t' | '\r' | '\n');
    char::decode_utf16(bytes.chunks_exact(2).map(unit)).all(|c| c.is_ok_and(text))
}

/// Whether bytes are UTF-8 but for some places: sequences of three bytes hardly ever come about in another set, and then
/// make kanji that nobody writes.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars().filter(|c| c.len_utf8() >= 3) {
            *(if is_written(c) { &mut good } else { &mut bad }) += 1;
        }
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good > 0 && good >= bad) || bytes.starts_with(b"\xEF\xBB\xBF")
}

/// Whether a character is no kanji, or one of those that Japanese computers have always had.
fn is_written(c: char) -> bool {
    match c {
        '\u{3400}'..='\u{9FFF}' => !SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).2,
        '\u{E000}'..='\u{F8FF}' => false,
        _ => true,
    }
}

/// What bytes would be as Shift_JIS (JIS X 0208 with the extensions of Windows).
#[derive(Default)]
struct Tally {
    /// Kana, punctuation, Latin letters of full width, and kanji of the first level: what nearly all text is made of.
    common: usize,
    /// Kanji of the second level and extensions, and what stands oddly among Latin letters.
    rare: usize,
    /// Katakana of half width that make words.
    narrow: usize,
    /// Katakana of half width that make none.
    odd: usize,
    errors: usize,
}

impl Tally {
    fn of(bytes: &[u8]) -> Self {
        let mut tally = Self::default();
        // Behind the last character that is not ASCII.
        let (mut at, mut end) = (0, None);
        while let Some(&first) = bytes.get(at) {
            match first {
                0..=0x7F => at += 1,
                0xA1..=0xDF => {
                    let length = bytes[at..].iter().take_while(|byte| (0xA1..=0xDF).contains(*byte)).count();
                    *(if is_word(&bytes[at..at + length]) { &mut tally.narrow } else { &mut tally.odd }) += length;
                    at += length;
                    end = Some(at);
                }
                0x81..=0x9F | 0xE0..=0xFC => match bytes.get(at + 1) {
                    Some(&second @ (0x40..=0x7E | 0x80..=0xFC)) => {
                        let alone = end != Some(at);
                        tally.pair(u16::from(first) << 8 | u16::from(second), bytes, at, alone);
                        at += 2;
                        end = Some(at);
                    }
                    _ => {
                        tally.errors += 1;
                        at += 1;
                    }
                },
                _ => {
                    tally.errors += 1;
                    at += 1;
                }
            }
        }
        tally
    }

    fn pair(&mut self, code: u16, bytes: &[u8], at: usize, alone: bool) {
        let latin = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        // In Western sets ’ and “ stand between letters; as Shift_JIS they take the next letter for their second half.
        let western =
            alone && latin(bytes.get(at + 1)) && (latin(before) || bytes.get(at + 2).is_none_or(u8::is_ascii));
        match code {
            _ if western => self.rare += 1,
            // Row 13 has ①, Ⅲ and ㈱; the last rows those of IBM, with 髙 and 﨑.
            0x8140..=0x81FC
            | 0x824F..=0x82F1
            | 0x8340..=0x83D6
            | 0x8740..=0x879C
            | 0x889F..=0x9872
            | 0xFA40..=0xFC4B => {
                self.common += 1;
            }
            _ => self.rare += 1,
        }
    }

    fn good(&self) -> usize {
        self.common + self.narrow
    }

    /// Whether the text is plain Japanese. No other set of East Asia has the first bytes of its commonest characters
    /// below A0, so that one of those alone says more than any number of others.
    fn is_plain(&self) -> bool {
        self.common > 0 && 4 * (self.rare + self.odd) <= self.good()
    }
}

/// Whether katakana of half width (JIS X 0201) can be a word: two at least, voicing marks behind what can be voiced.
fn is_word(bytes: &[u8]) -> bool {
    let voiced = |byte: u8| matches!(byte, 0xB3 | 0xB6..=0xC4 | 0xCA..=0xCE);
    let fits = |(at, &byte): (usize, &u8)| {
        let before = at.checked_sub(1).map(|at| bytes[at]);
        match byte {
            0xA1..=0xA4 => false,
            0xDE => before.is_some_and(voiced),
            0xDF => before.is_some_and(|before| (0xCA..=0xCE).contains(&before)),
            // Small kana, ･ and ｰ begin no word.
            0xA5 | 0xA7..=0xB0 => before.is_some(),
            _ => true,
        }
    };
    bytes.len() >= 2 && bytes.iter().enumerate().all(fits)
}

/// How many characters that are common in Chinese the bytes would hold as GBK; none where they cannot be that, or where
/// most of them would be rare.
fn chinese(bytes: &[u8]) -> usize {
    let (mut at, mut count, mut rare) = (0, 0_usize, 0_usize);
    while let Some(&first) = bytes.get(at) {
        match (first, bytes.get(at + 1)) {
            (0..=0x7F, _) => at += 1,
            (0x81..=0xFE, Some(second @ (0x40..=0x7E | 0x80..=0xFE))) => {
                let first_level = (0xB0..=0xD7).contains(&first) && *second >= 0xA1;
                // A long text shows by itself what it is.
                let common = first_level || (count + rare < LOOKED_AT && is_traditional(&bytes[at..at + 2]));
                *(if common { &mut count } else { &mut rare }) += 1;
                at += 2;
            }
            _ => return 0,
        }
    }
    if count > rare { count } else { 0 }
}

/// So many characters are looked up.
const LOOKED_AT: usize = 1_000;

/// Whether two bytes are, as GBK, one of the common characters of traditional Chinese: those of the first level of Big5.
fn is_traditional(pair: &[u8]) -> bool {
    let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(pair) else { return false };
    let (big5, _, lossy) = BIG5.encode(&text);
    !lossy && (b"\xA4\x40".as_slice()..=b"\xC6\x7E").contains(&big5.as_ref())
}

#[cfg(test)]
mod tests {
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
}
