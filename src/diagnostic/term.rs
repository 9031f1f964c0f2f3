//! Words that several rooms say.

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

    FirstHere: "first here", "最初はここです";

    NotUtf8: "it is not UTF-8 text; save it again as UTF-8", "UTF-8のテキストではありません。UTF-8で保存し直してください";
    Encrypted: "it is encrypted; save it without a password", "暗号化されています。パスワードなしで保存してください";
    NoPdf: "it is damaged, or not a PDF", "壊れているか、PDFではありません";
    DivideText: "divide it into several items or paragraphs", "いくつかの項目や段落に分けてください";
    ShortenText: "shorten it; move longer text to a paragraph or an item", "短くしてください。長い文は段落や項目に書いてください";
    NoPlainFile: "it is not a regular file", "通常のファイルではありません";
    IsAFolder: "it is a folder, not a file", "ファイルではなくフォルダーです";

    RuleOfIds: "use letters and digits of any script, `-`, `_`, and `.` between them, at most 120 bytes", "使えるのは、文字、数字、`-`、`_`と途中の`.`で、120バイトまでです";
}
