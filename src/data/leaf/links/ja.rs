//! What is wrong with targets of links.

use crate::address::Flaw;

pub(in crate::data::leaf) fn message(target: &str, flaw: Flaw) -> String {
    match flaw {
        Flaw::Unlike => format!("リンク先`{target}`はウェブやメールのアドレスではありません"),
        Flaw::Blank => format!("リンク先`{target}`に空白が入っています"),
        Flaw::Sign => format!("リンク先`{target}`に引用符か円記号（バックスラッシュ）が入っています"),
        Flaw::NoScheme => format!("リンク先`{target}`が`https://`で始まっていません"),
        Flaw::NoMailto => format!("リンク先`{target}`が`mailto:`で始まっていません"),
        Flaw::OtherScheme => format!("リンク先`{target}`はウェブのアドレスでもメールアドレスでもありません"),
        Flaw::Slashes => format!("リンク先`{target}`のコロンの後の斜線`/`が二つではありません"),
        Flaw::Host => format!("リンク先`{target}`のホスト名（`example.jp`に当たる部分）が正しくありません"),
        Flaw::Mailbox => format!("リンク先`{target}`のメールアドレスが正しくありません"),
        Flaw::User => format!(
            "リンク先`{target}`のホスト名の前に利用者名（`@`まで）があり、読み手がホスト名と見間違えるおそれがあります"
        ),
        Flaw::Fields => format!("リンク先`{target}`が、メールの件名と1行の本文以外も指定しています"),
    }
}

pub(in crate::data::leaf) fn hint(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Unlike => {
            "`https://`、`http://`、`mailto:`のどれかで始めてください。\
             リンクではなく文字のつもりなら、`[`の前に円記号（バックスラッシュ）を付けてください（JSONでは`\\\\`）"
        }
        Flaw::Blank => "空白を`%20`と書くか、削除してください",
        Flaw::Sign => "引用符は`%22`、円記号（バックスラッシュ）は`/`と書いてください",
        Flaw::NoScheme => "前に`https://`を付けてください",
        Flaw::NoMailto => "前に`mailto:`を付けてください",
        Flaw::OtherScheme => {
            "`https://`、`http://`、`mailto:`のどれかで始めてください。\
             電話番号やファイルの場所は、リンクにせずに本文に書いてください"
        }
        Flaw::Slashes => "`https://example.jp/`のように書いてください",
        Flaw::Host => "ブラウザーに表示されるアドレスと見比べてください",
        Flaw::Mailbox => "`mailto:taro@example.jp`のように書いてください",
        Flaw::User => "`//`の後から`@`までを削除してください",
        Flaw::Fields => "`?`の後は`subject`と`body`だけにし、改行（`%0D`、`%0A`）を入れないでください",
    }
}
