//! The findings of preflight in Japanese.

use crate::preflight::problem::{Damage, Limit, Part, PreflightProblem, Side, Statement, Thing};

fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "左",
        Side::Top => "上",
        Side::Right => "右",
        Side::Bottom => "下",
    }
}

/// What is wrong, in one sentence without a full stop.
pub(in crate::preflight) fn message(problem: &PreflightProblem) -> String {
    use PreflightProblem as P;
    match problem {
        P::Damaged { what } => match what {
            Damage::References => "オブジェクトの位置を示す表が壊れています".to_owned(),
            Damage::PageTree => "ページの一覧が壊れています".to_owned(),
            Damage::Content => "ページの内容を最後まで読み取れません".to_owned(),
            Damage::States => "グラフィックス状態の保存と復元の数が合いません".to_owned(),
            Damage::Resource => "ページが使うリソースがファイルにありません".to_owned(),
        },
        P::Encrypted => "ファイルが暗号化されています".to_owned(),
        P::Version { found } => format!("ファイルはPDF {found}ですが、PDF/X-4は1.6までです"),
        P::Identification { found: None } => "PDF/X-4であることがファイルに記されていません".to_owned(),
        P::Identification { found: Some(found) } => {
            format!("ファイルには`PDF/X-4`ではなく`{found}`と記されています")
        }
        P::Trapped => "トラッピングの有無がファイルに記されていません".to_owned(),
        P::OutputIntents { found: 0 } => "印刷用の出力インテントがありません".to_owned(),
        P::OutputIntents { found } => format!("印刷用の出力インテントが一つではなく{found}個あります"),
        P::NoOutputProfile => "出力インテントに、読み取れるICCプロファイルがありません".to_owned(),
        P::OutputProfileKind { found } => {
            format!("出力インテントのプロファイルは{found}用で、インキ用ではありません")
        }
        P::OutputCondition { found, wanted } => {
            format!("出力条件は`{found}`ですが、印刷所の指定は`{wanted}`です")
        }
        P::Annotation { kind } => format!("ページに注釈（`{kind}`）があります"),
        P::Form => "入力フォームがあります".to_owned(),
        P::Action { kind } => format!("アクション（`{kind}`）があります"),
        P::EmbeddedFile => "ファイルが添付されています".to_owned(),
        P::Layers => "非表示にできるレイヤーがあります".to_owned(),
        P::CutShort { what: Limit::Work } => "内容が多すぎるため、すべては点検できませんでした".to_owned(),
        P::CutShort { what: Limit::Depth } => "フォームの入れ子が深すぎるため、すべては点検できませんでした".to_owned(),
        P::Unsaid { what: Statement::Identifier } => "二つの部分からなる識別子がファイルにありません".to_owned(),
        P::Unsaid { what: Statement::Dates } => {
            "作成日時と変更日時がファイルに記されていないか、場所によって異なります".to_owned()
        }
        P::Unsaid { what: Statement::Title } => "ファイルのメタデータに題名がありません".to_owned(),
        P::Compression { filter } => format!("PDF/Xで禁じられた圧縮方式`{filter}`を使っています"),
        P::NoTrimBox => "TrimBoxがなく、どこで断裁するかが決まっていません".to_owned(),
        P::NoBleedBox => "BleedBoxがありません".to_owned(),
        P::BoxOutside { inner, outer } => format!("{inner}が{outer}からはみ出しています"),
        P::Bleed { side: at, found, wanted } => {
            format!("{}の塗り足しが{found} mmで、{wanted} mmに足りません", side(*at))
        }
        P::PageSize { found, first } => format!("ページの大きさは{found} mmですが、最初のページは{first} mmです"),
        P::Turned => "ページの向きが最初のページと異なります".to_owned(),
        P::PageCount { found, multiple } => format!("ページ数の{found}は{multiple}の倍数ではありません"),
        P::BlankPage => "白紙のページです".to_owned(),
        P::ShortOfBleed { side: at, found, wanted } => {
            format!("{}の仕上がり線を{found} mmしか越えておらず、塗り足しの{wanted} mmに届きません", side(*at))
        }
        P::FontNotEmbedded { font } => format!("フォント`{font}`が埋め込まれていません"),
        P::SmallType { found, wanted } => format!("文字の大きさが{found}ポイントで、{wanted}ポイントより小さいです"),
        P::SafeArea { found, wanted } => format!("文字が仕上がり線から{found} mmの位置にあり、{wanted} mmより近いです"),
        P::ForeignColour { space } => format!("色がインキではなく`{space}`で指定されています"),
        P::ForeignSpot { name, space } => format!("特色`{name}`の代替色がインキではなく`{space}`です"),
        P::NotGrey => "墨一色の印刷ですが、色が付いています".to_owned(),
        P::FourPlateBlack => "黒い文字が4版すべてに載っています".to_owned(),
        P::RichBlackType { found, wanted } => {
            format!("{found}ポイントの黒い文字に、ほかのインキが重なっています（{wanted}ポイント以上に限ります）")
        }
        P::Registration => "紙面の中でレジストレーションカラーが使われています".to_owned(),
        P::ObjectInk { found, wanted } => format!("インキ量が{found} %で、{wanted} %を超えています"),
        P::PageInk { found, wanted, area } => {
            format!("重ね刷りのインキ量が{found} %で、{wanted} %を超えています（{area} mm²）")
        }
        P::WhiteOverprint => "白がオーバープリントになっており、印刷では消えます".to_owned(),
        P::KnockOut => "黒が下の色を抜いています（ノックアウト）".to_owned(),
        P::Overprints => "オーバープリントが指定されていますが、この印刷所では印刷所が指定します".to_owned(),
        P::ThinLine { found, wanted } => format!("線の幅が{found}ポイントで、{wanted}ポイントより細いです"),
        P::Hairline => "線の幅が0で、機器ごとに最も細い線になります".to_owned(),
        P::ThinFill { found, wanted } => format!("塗りの幅が{found}ポイントで、線の{wanted}ポイントより細いです"),
        P::Resolution { found, wanted } => format!("画像の解像度が{found} ppiで、{wanted} ppiに足りません"),
        P::BitmapResolution { found, wanted } => {
            format!("白黒2値の画像の解像度が{found} ppiで、{wanted} ppiに足りません")
        }
        P::PictureUnreadable => "画像を復号できません".to_owned(),
        P::BlendSpace { space } => format!("透明の合成がインキではなく`{space}`で行われます"),
        P::Transfer => "印刷の階調を変える転写関数があります".to_owned(),
        P::PostScript => "PostScriptのプログラムが入っています".to_owned(),
        P::External { key } => format!("ここに描くものが別のファイルにあります（`{key}`）"),
    }
}

/// What to do about it, one remedy a line.
pub(in crate::preflight) fn hints(problem: &PreflightProblem) -> Vec<String> {
    use PreflightProblem as P;
    let remedy = match problem {
        P::Damaged { .. } => "元のデータからファイルを書き出し直してください",
        P::Encrypted => "パスワードと制限を付けずに書き出してください",
        P::Version { .. } => "PDF/X-4として書き出してください",
        P::Unsaid { .. } | P::Compression { .. } => "PDF/X-4として書き出してください",
        P::Identification { .. } => {
            "PDF/X-4として書き出してください。このプログラムで作った文書なら、`print/`の中のファイルを指定してください"
        }
        P::Trapped => "文書情報の`/Trapped`に`/False`（または`/True`）を書いてください",
        P::OutputIntents { .. } | P::NoOutputProfile => {
            "出力インテントに印刷所のICCプロファイルを入れて書き出してください"
        }
        P::OutputProfileKind { .. } => "CMYK用の、クラスが`prtr`のプロファイルを使ってください",
        P::OutputCondition { .. } => "印刷所のICCプロファイルを使うか、設定の`condition`を改めてください",
        P::Annotation { .. } | P::Form | P::Action { .. } => "印刷用のファイルから取り除いてください",
        P::EmbeddedFile => "保存用の版に添付してください",
        P::Layers => "レイヤーを統合してください",
        P::CutShort { .. } => "これらのページは別のソフトでも確かめてください",
        P::NoTrimBox => "仕上がり寸法のTrimBoxを付けて書き出してください",
        P::NoBleedBox | P::Bleed { .. } => "BleedBoxと、それに合わせてMediaBoxを広げてください",
        P::BoxOutside { .. } => "MediaBoxの中にBleedBox、その中にTrimBoxが入ります",
        P::PageSize { .. } | P::Turned => {
            "意図したものなら印刷所に伝え、そうでなければ全ページを同じ大きさにしてください"
        }
        P::PageCount { .. } => "ページを増減してください（白紙は差し支えのない場所に入れます）",
        P::BlankPage => "取り除くか、意図した白紙であることを印刷所に伝えてください",
        P::ShortOfBleed { .. } => "塗り足しの端まで伸ばすか、仕上がり線の内側で終えてください",
        P::FontNotEmbedded { .. } => "すべてのフォントを埋め込んで書き出してください",
        P::SmallType { .. } => "文字を大きくしてください",
        P::SafeArea { .. } => "断裁で切れないように内側に移してください",
        P::ForeignColour { .. } | P::ForeignSpot { .. } | P::BlendSpace { .. } => "CMYKか特色に変換してください",
        P::NotGrey => "グレーに変換してください",
        P::FourPlateBlack | P::RichBlackType { .. } => "色をC0 M0 Y0 K100にしてください",
        P::Registration => "墨に変えてください。レジストレーションカラーは紙面の外のトンボに使います",
        P::ObjectInk { .. } => "黒の下の色を減らす（GCR）か、薄い色にしてください",
        P::PageInk { .. } => "下の色を抜くか、薄い色にしてください",
        P::WhiteOverprint => "オーバープリントを外してください",
        P::KnockOut => "黒い文字と線をオーバープリントにしてください",
        P::Overprints => "オーバープリントを外すか、印刷所に確かめてください",
        P::ThinLine { .. } | P::Hairline => "線を太くしてください",
        P::ThinFill { .. } => "幅を広げてください",
        P::Resolution { .. } | P::BitmapResolution { .. } => "画素の多い画像にするか、小さく載せてください",
        P::PictureUnreadable => "画像を保存し直してください",
        P::Transfer => "階調の変更を色そのものに反映してください",
        P::External { .. } => "すべての要素をファイルに含めて書き出してください",
        P::PostScript => "PostScriptを使わないソフトで書き出してください",
    };
    vec![remedy.to_owned()]
}

/// An object on a page, in words.
pub(in crate::preflight) fn thing(thing: &Thing) -> String {
    match thing {
        Thing::Text { text, font, size } => format!("文字「{text}」（{font}、{size}ポイント）"),
        Thing::Line { width } => format!("{width}ポイントの線"),
        Thing::Area => "塗り".to_owned(),
        Thing::Picture { width, height } => format!("{width} × {height}画素の画像"),
        Thing::Shading => "グラデーション".to_owned(),
        Thing::Form => "グループ".to_owned(),
        Thing::Named { part, name } => {
            let part = match part {
                Part::Form => "フォーム",
                Part::Pattern => "パターン",
                Part::Letter => "図形として描かれる文字のフォント",
                Part::Font => "フォント",
                Part::Metadata => "メタデータ",
            };
            format!("{part}`{name}`")
        }
    }
}
