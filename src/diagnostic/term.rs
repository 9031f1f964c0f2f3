//! Words within messages that are not names from the data.

use kakugi_diagnostic::Words;

macro_rules! terms {
    ($( $name:ident: $english:literal, $japanese:literal; )*) => {
        /// Words and phrases of messages.
        pub struct Term;

        #[allow(missing_docs, non_upper_case_globals, reason = "the words are their own explanation")]
        impl Term {
            $( pub const $name: Words = Words::new($english, $japanese); )*
        }
    };
}

terms! {
    AText: "a text", "文字列";
    ANumber: "a number", "数値";
    ABoolean: "`true` or `false`", "`true`か`false`";
    AnObject: "an object `{…}`", "オブジェクト`{…}`";
    AnArray: "a list `[…]`", "リスト`[…]`";
    ANull: "`null`", "`null`";
    TextInQuotes: "a text in quotes", "引用符で囲んだ文字列";
    NumberWithoutQuotes: "a number without quotes", "引用符なしの数値";
    DateInQuotes: r#"a date in quotes such as `"2019-03-31"`"#, r#"引用符で囲んだ日付（`"2019-03-31"`など）"#;
    IdInQuotes: "an id in quotes", "引用符で囲んだid";
    BooleanWithoutQuotes: "`true` or `false` without quotes", "引用符なしの`true`か`false`";

    EarlierHere: "in the earlier report", "前回の報告書";
    FirstHere: "first here", "最初はここです";

    NoSuchValue: "there is no `{}` here", "ここに`{}`という値はありません";
    NotUtf8: "it is not UTF-8 text; save it anew with that encoding", "UTF-8のテキストではありません。UTF-8で保存し直してください";
    EditNothingThere: "nothing stands there", "そこには何もありません";
    EditKeyThere: "the key is there already", "そのキーはすでにあります";
    EditNotAList: "it is not in a list", "リストの項目ではありません";
    PagesCounted: "its pages are counted 1, 2, 3, and so on", "ページは1、2、3のように数えます";
    OnlyPdfHasPages: "only a PDF has pages; leave `page` out", "ページがあるのはPDFだけです。`page`を削除してください";
    HoldsWebText: "it holds text of a web page (`foreignObject`); save it with plain text", "ウェブページの文字（`foreignObject`）が入っています。普通の文字で保存してください";
    BreaksOff: "it breaks off before its end; copy it from its source again", "途中で切れています。元のファイルからコピーし直してください";
    Damaged: "its data are damaged; copy it from its source again, or save it anew", "データが壊れています。元のファイルからコピーし直すか、保存し直してください";
    LayerOff: "the layer `{1}` on page {0} is switched off in the file, and is not printed", "{0}ページ目のレイヤー`{1}`は、ファイルの中で非表示なので印刷されません";
    StyleUnknown: "the style `{}` cannot be drawn", "スタイル`{}`は描けません";
    MovesByStyle: "something in it moves, and paper shows how it looks before it does", "動く部分があり、動く前の状態が印刷されます";
    Broken: "it is broken", "壊れています";
    Encrypted: "it is encrypted; save it without a password", "暗号化されています。パスワードなしで保存してください";
    NoPdf: "it is broken, or no PDF", "壊れているか、PDFではありません";
    NoSuchPage: "it has no page {0}; the last is page {1}", "{1}ページしかなく、{0}ページ目はありません";
    TooManyLines: "it has too many lines and pixels; save it with fewer, or as PNG", "線や画素が多すぎます。減らすか、PNGで保存してください";
    FontNotEmbedded: "a font {} is not embedded in it; save it with all its fonts", "フォント`{}`が埋め込まれていません。すべてのフォントを埋め込んで保存してください";
    PictureInsideBroken: "it holds a picture that cannot be decoded", "復号できない画像が入っています";
    RowsOverLimit: "this table has more than {} rows", "この表は{}行を超えています";
    DivideText: "make several items or paragraphs of it", "いくつかの項目や段落に分けてください";
    ShortenText: "shorten it; long words belong into a paragraph or an item", "短くしてください。長い文は段落や項目に書きます";
    FewerRows: "print a choice of the rows, or divide them over several tables", "載せる行を選ぶか、いくつかの表に分けてください";
    NoPlainFile: "it is no plain file", "普通のファイルではありません";
    IsAFolder: "it is a folder, not a file", "ファイルではなくフォルダーです";
    LargerThan: "it is larger than {} MB, and no more is read", "{} MBを超えているため読み込みません";
    FileOverLimit: "it has more than {} MB; divide it", "{} MBを超えています。分けてください";
    GroupsTooDeep: "its groups lie too deep within each other; ungroup them", "グループの入れ子が深すぎます。グループを解除してください";
    UnpacksTooLarge: "it unpacks to more than {} MB; simplify it, or save it as PNG", "展開すると{} MBを超えます。簡単な図にするか、PNGで保存してください";
    SaveAsCsv: "open it in a spreadsheet, and save it as 'CSV UTF-8 (comma delimited)'", "表計算ソフトで開き、「CSV UTF-8（コンマ区切り）」の形式で保存し直してください";

    LeavesTheArchive: "a path in it leads out of the archive", "保存庫の外を指すパスがあります";
    NamesAFolder: "this names a folder, and a file is to be written", "フォルダーを指しています。書き出すのはファイルです";
    NameDiffers: "it is about another report or version", "別の報告書か別の版のものです";
    RuleOfIds: "names are letters and digits of any script, `-`, `_` and `.` between them, at most 120 bytes", "使えるのは、文字、数字、`-`、`_`、途中の`.`で、120バイトまでです";

    CutCharacters: "cut {0} characters from `{1}`", "`{1}`を{0}字減らしてください";
    CutRows: "show {0} rows fewer of the table `{1}`", "表`{1}`を{0}行減らしてください";
    CutMetrics: "leave {0} metrics out of `{1}`", "`{1}`から指標を{0}個減らしてください";
    CutNotes: "take {0} of the notes, addresses of links among them, out of `{1}`", "`{1}`の注（リンク先のアドレスの注を含む）を{0}個減らしてください";
    CutWhole: "take the block `{1}` out of `summary.show`", "`summary.show`からブロック`{1}`を外してください";
}
