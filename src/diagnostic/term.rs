//! Words within messages that are not names from the data.

use super::wording::{io_error, misnamed};
use crate::language::Language;

macro_rules! terms {
    ($( $name:ident: $english:literal, $japanese:literal; )*) => {
        /// A word or phrase of messages, in each language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the words are their own explanation")]
        pub enum Term { $( $name, )* }

        impl Term {
            /// The words in a language; `{}` stands for a name.
            pub fn text(self, language: Language) -> &'static str {
                match language {
                    Language::English => match self { $( Self::$name => $english, )* },
                    Language::Japanese => match self { $( Self::$name => $japanese, )* },
                }
            }
        }
    };
}

// Records, choices, JSON types, what a figure needs, remarks at places, reasons, remedies.
terms! {
    Report: "a report", "報告書";
    Framing: "the framing page", "全体を説明するページ";
    Council: "a council", "協議会";
    Highlight: "a highlight", "代表的な成果";
    Results: "the results", "実績";
    ReferencePage: "a reference page", "参考ページ";
    Summary: "a summary", "一枚紙";
    ShownBlock: "a shown block", "一枚紙に載せるブロック";
    Section: "a section", "節";
    Paragraph: "a paragraph", "段落";
    List: "a list", "箇条書き";
    NumberedList: "a numbered list", "番号付きの箇条書き";
    MetricRow: "a row of metrics", "指標の並び";
    ColumnBlock: "a block of columns", "段組";
    Metric: "a metric", "指標";
    Target: "a target", "目標";
    Baseline: "a baseline", "基準値";
    PendingValue: "a value that is not yet known", "未確定の値";
    ListItem: "a list item", "箇条書きの項目";
    NumberedItem: "a numbered item", "番号付きの項目";
    Column: "a column", "表の列";
    Table: "a table", "表";
    Series: "a series", "系列";
    ChartSource: "the source of a chart's data", "グラフのデータの取り出し元";
    TargetLine: "a target line", "目標線";
    Chart: "a chart", "グラフ";
    Node: "a node", "枠";
    Arrow: "an arrow", "矢印";
    Diagram: "a diagram", "図";
    CountedTable: "the table of a metric", "指標の数え先の表";
    RowFilter: "a choice of rows", "行の選択";
    Period: "a period", "期間";
    Style: "a style", "書き方";
    Normalisation: "the rules of normalisation", "文字の整え方";
    Category: "a category", "項目";
    ThisCase: "this case", "この事例";
    ResultsKey: "`results`", "`results`";
    PeriodOfReport: "the period of the report", "報告書の対象期間の始まり";
    CouncilEstablished: "the council was established", "協議会の設置";
    Country: "a country", "国";
    Map: "a map", "地図";
    Case: "a case", "事例";
    Picture: "a picture", "画像";
    UnavailableFigure: "an unavailable figure", "掲載できない図";
    BlockId: "a block id", "ブロックのid";
    Width: "a width", "列の幅";
    Block: "a block", "ブロック";
    PrinterProfile: "a printer's profile", "印刷所の設定";

    KindOfDiagram: "kind of diagram", "図の種類";
    KindOfFigure: "kind of figure", "掲載のないものの種類";
    Numbering: "numbering", "番号の付け方";
    KindOfCalendar: "kind of calendar", "日付の書き方";
    WidthOfDigits: "width of digits", "数字の幅";
    LargeNumbers: "way of writing large numbers", "大きな数の書き方";
    StepOfRates: "step of rates", "率の端数";
    NoteMark: "mark of notes", "注の記号";
    AddressesOfLinks: "place of addresses", "リンク先の示し方";
    LatinSpace: "treatment of blanks", "空白の扱い";
    Alignment: "alignment", "配置";
    Direction: "direction", "望ましい方向";
    PageFormat: "paper", "用紙";
    PriorityOfItem: "priority", "優先度";
    KindOfChart: "kind of chart", "グラフの種類";
    Emphasis: "emphasis", "強調の仕方";
    TypeOfBlock: "type of block", "ブロックの種類";
    StandardOfPrint: "standard", "規格";
    ColoursOfPrint: "choice of colours", "使える色";
    KindOfIntent: "rendering intent", "レンダリングインテント";
    KindOfMarks: "kind of marks", "トンボの種類";

    AText: "a text", "文字列";
    ANumber: "a number", "数値";
    ABoolean: "`true` or `false`", "`true`か`false`";
    AnObject: "an object `{…}`", "オブジェクト`{…}`";
    AnArray: "a list `[…]`", "リスト`[…]`";
    ANull: "`null`", "`null`";
    ADate: "a date", "日付";
    ATomlTable: "a table `[…]`", "テーブル`[…]`";
    TextInQuotes: "a text in quotes", "引用符で囲んだ文字列";
    FixedText: "one of a few fixed texts", "決められた文字列のどれか";
    NumberWithoutQuotes: "a number without quotes", "引用符なしの数値";
    DateInQuotes: r#"a date in quotes such as `"2019-03-31"`"#, r#"引用符で囲んだ日付（`"2019-03-31"`など）"#;
    IdInQuotes: "an id in quotes", "引用符で囲んだid";
    BooleanWithoutQuotes: "`true` or `false` without quotes", "引用符なしの`true`か`false`";
    CellContent: "a text, a number or `null`", "文字列、数値、`null`のどれか";

    OneSeries: "exactly one series, without `line`", "ちょうど一つの系列（`line`なし）";
    ValuesAndTargets: "two series: the values and their targets", "二つの系列（値とその目標）";
    BarsAndOneLine: r#"bars and exactly one series with `"line": true`"#, r#"棒の系列と、`"line": true`の系列がちょうど一つ"#;
    AtMostTwelveSeries: "at most 12 series", "12以下の系列";
    AtMostSixSeries: "at most 6 series", "6以下の系列";
    AtMostFortyNodes: "at most 40 nodes", "40以下の枠";
    TwoToEightNodes: "2 to 8 nodes", "2〜8個の枠";
    ExactlyTwoNodes: "exactly 2 nodes", "ちょうど2個の枠";
    ThreeToEightNodes: "3 to 8 nodes", "3〜8個の枠";

    TheStart: "the start", "始まり";
    StartOfPeriod: "the start of the period", "対象期間の始まり";
    DateOfReport: "the date of the report", "報告書の日付";
    EstablishedHere: "established here", "設置";
    AsOfDate: "the as-of date", "基準日";
    PhaseBefore: "the phase before", "前の段階";
    FirstMention: "the first mention", "初出";
    IsThisMeant: "is this meant?", "この項目のことですか";
    CountedByThis: "counted by this", "数え先";
    TheMetric: "the metric", "指標";
    EarlierHere: "in the earlier report", "前回の報告書";
    ShownHere: "shown here", "載せる場所";
    FirstHere: "first here", "最初はここです";
    BeingPrinted: "this is being printed", "印刷しようとした値";
    ByThisTemplateLine: "by this line of the template", "テンプレートのこの行による";
    OverThis: "over this", "重なる相手";
    InThisComponent: "in this component", "この部品の中";

    FileEmpty: "the file is empty", "ファイルが空です";
    CommentsNotAllowed: "comments are not allowed", "コメントは書けません";
    CommentOpen: "a comment is not closed", "コメントが閉じていません";
    ColonMissing: "a colon is missing after a key", "キーの後にコロン`:`がありません";
    ValueMissing: "a value is missing after a colon", "コロンの後に値がありません";
    NumberMalformed: "this is no number that JSON knows", "JSONの数値の書き方ではありません";
    KeyNotInQuotes: "a key must stand in double quotes", "キーは二重引用符で囲みます";
    CommaMissing: "a comma is missing", "コンマがありません";
    TextAfterEnd: "something follows after the end", "終わりの後に余分なものがあります";
    SingleQuotes: "single quotes are not allowed", "一重引用符は使えません";
    StringMalformed: "this text in quotes is not closed, or has a wrong escape", "文字列が閉じていないか、エスケープが誤っています";
    TrailingComma: "there is a comma after the last entry", "最後の項目の後にコンマがあります";
    ClosingTooMuch: "this bracket closes nothing", "対応する開き括弧がありません";
    OutOfPlace: "this does not belong here", "ここに書けないものがあります";
    ArrayOpen: "a list is not closed", "リストが閉じていません";
    ObjectOpen: "an object is not closed", "オブジェクトが閉じていません";
    NestedTooDeep: "brackets are nested too deep", "括弧の入れ子が深すぎます";
    TagNotClosed: "this tag is not closed", "タグが閉じていません";
    TagMistyped: "a tag is mistyped, or a block is not closed", "タグの書き誤りか、ブロックの閉じ忘れがあります";
    NoSuchValue: "there is no `{}` here", "ここに`{}`という値はありません";
    NoSuchHelper: "there is no helper `{}`", "ヘルパー`{}`はありません";
    NothingHere: "there is no such value here", "ここにそのような値はありません";
    NoPlainTemplate: "it is no plain file in the folder of templates", "テンプレートのフォルダーの中の普通のファイルではありません";
    LinkedTemplates: "it is a link to a folder, and none is followed", "フォルダーへのリンクはたどりません";
    TemplateTooLarge: "it is larger than {} KiB", "{} KiBを超えています";
    NoSuchPartial: "there is no partial `{}`", "部分テンプレート`{}`はありません";
    NoSuchTemplate: "there is no template `{}`", "テンプレート`{}`はありません";
    NoSuchFormat: "`optional` knows no format `{}`", "`optional`に`{}`という形式はありません";
    ArgumentMissing: "`{}` lacks its argument", "`{}`に引数がありません";
    IsNoNumber: "`{}` is not a number", "`{}`は数値ではありません";
    IsNoDate: "`{}` is not a date", "`{}`は日付ではありません";
    PrintsOneDatum: "`{}` prints one datum, not {found}", "`{}`が出力するのは一つの値で、{found}ではありません";
    PrintsSwitch: "`{}` prints a switch or a measure, not {found}", "`{}`が出力するのは切り替えか寸法で、{found}ではありません";
    TakesAList: "`{}` takes a list, not {found}", "`{}`に渡すのはリストで、{found}ではありません";
    PrintsTooMuch: "it prints more than 512 MiB", "512 MiBを超えて出力しています";
    RenderWithoutEnd: "`render` is nested without end", "`render`の入れ子が終わりません";
    LinkLeadsOutside: "it is a link that leads out of the report's folder", "報告書のフォルダーの外を指すリンクです";
    NotUtf8: "it is not UTF-8 text; save it anew with that encoding", "UTF-8のテキストではありません。UTF-8で保存し直してください";
    EditNothingThere: "nothing stands there", "そこには何もありません";
    EditKeyThere: "the key is there already", "そのキーはすでにあります";
    EditNotAList: "it is not in a list", "リストの項目ではありません";
    EditNotOfThisFile: "a file of its kind cannot be edited so", "この種類のファイルには使えない操作です";
    EditNotInSet: "the character set of the file lacks `{}`", "ファイルの文字コードに`{}`がありません";
    PictureNotUtf8: "it is not UTF-8 text", "UTF-8のテキストではありません";
    NoDrawing: "it is no SVG drawing", "SVGの図ではありません";
    PagesCounted: "its pages are counted 1, 2, 3, and so on", "ページは1、2、3のように数えます";
    PageTooLarge: "its page is too large; save it as PNG", "ページが大きすぎます。PNGで保存してください";
    OnlyPdfHasPages: "only a PDF has pages; leave `page` out", "ページがあるのはPDFだけです。`page`を削除してください";
    HoldsScript: "it holds a script, which paper cannot run; save it without", "スクリプトが入っています。スクリプトなしで保存してください";
    HoldsWebText: "it holds text of a web page (`foreignObject`); save it with plain text", "ウェブページの文字（`foreignObject`）が入っています。普通の文字で保存してください";
    RefersTo: "it refers to `{}`; embed that in it", "外の`{}`を参照しています。画像の中に埋め込んでください";
    BreaksOff: "it breaks off before its end; copy it from its source again", "途中で切れています。元のファイルからコピーし直してください";
    Damaged: "its data are damaged; copy it from its source again, or save it anew", "データが壊れています。元のファイルからコピーし直すか、保存し直してください";
    WithoutPixels: "it has no pixels", "画素がありません";
    TooManyPixels: "it has more pixels than can be held; make it smaller", "画素が多すぎます。縮小してください";
    UnusualPixels: "its pixels are stored in a way that is not supported; save it anew as PNG", "画素の記録のしかたに対応していません。PNGで保存し直してください";
    OtherPictureFormat: "it is a file of the kind {}, which cannot be shown; save it as PNG or JPEG, or a drawing as SVG or PDF", "{}形式のファイルで、印刷できません。写真はJPEGかPNG、図はSVGかPDFで保存し直してください";
    EndingUnknown: "its content is {}; let its name end so", "中身は{}です。拡張子も{}のものにしてください";
    PageBroken: "its page {} is broken", "{}ページ目が壊れています";
    PageBlank: "its page {} shows nothing", "{}ページ目には何も描かれていません";
    PageWithoutSize: "its page {} says no size; save it by another program", "{}ページ目の大きさが書かれていません。別のソフトで保存し直してください";
    ContentMissing: "part of the content of page {0} (object {1}) is missing in the file", "{0}ページ目の内容の一部（オブジェクト{1}）がファイルにありません";
    ContentBroken: "part of the content of page {0} (object {1}) breaks off or is damaged", "{0}ページ目の内容の一部（オブジェクト{1}）が途中で切れているか、壊れています";
    ContentUnfinished: "the content of page {0} breaks off in the middle, or cannot be read to its end (object {1})", "{0}ページ目の内容が途中で切れているか、最後まで読めません（オブジェクト{1}）";
    OperatorUnknown: "the content of page {0} holds the unknown operator `{1}`", "{0}ページ目の内容に、知らない命令`{1}`があります";
    OperandsWrong: "the operator `{1}` in the content of page {0} has wrong operands", "{0}ページ目の内容にある命令`{1}`の値が正しくありません";
    ResourceMissing: "`{1}`, which page {0} draws with, is missing in the file or broken", "{0}ページ目の描画に使う`{1}`がファイルにないか、壊れています";
    StreamBroken: "the data of `{1}`, which page {0} draws with, break off or are damaged", "{0}ページ目の描画に使う`{1}`のデータが途中で切れているか、壊れています";
    PostScriptPart: "`{1}` on page {0} is a piece of PostScript, which cannot be drawn", "{0}ページ目の`{1}`はPostScriptの部品で、描けません";
    PictureInPageBroken: "a picture on page {0} (object {1}) breaks off or is damaged", "{0}ページ目の画像（オブジェクト{1}）が途中で切れているか、壊れています";
    WithoutAppearance: "page {0} has an annotation that does not say how it looks: {1}; print the file to a new PDF, and use that", "{0}ページ目に、見え方の書かれていない注釈があります: {1}。PDFに印刷し直したものを使ってください";
    RedactionPending: "on page {0} something is marked to be blacked out, and is not: {1}; apply the marks before", "{0}ページ目に、黒塗りの指定だけで塗られていない箇所があります: {1}。黒塗りを適用してから使ってください";
    DynamicForm: "page {0} is a form that only programs for forms can draw ({1}); print it to a new PDF, and use that", "{0}ページ目は専用のソフトでしか表示できない入力フォームです（{1}）。PDFに印刷し直したものを使ってください";
    FormAsStored: "the form on page {0} is printed as it is stored in the file, though it asks for its values to be drawn anew ({1})", "{0}ページ目の入力フォームは、ファイルに保存された見え方のまま印刷されます（{1}）";
    RemarksLeftOut: "comments on page {0} are not printed: {1}", "{0}ページ目のコメントは印刷されません: {1}";
    LayerOff: "the layer `{1}` on page {0} is switched off in the file, and is not printed", "{0}ページ目のレイヤー`{1}`は、ファイルの中で非表示なので印刷されません";
    TransferCurve: "page {0} sets curves for a press ({1}), which change its colours", "{0}ページ目に印刷機用の濃度の補正（{1}）があり、色が変わります";
    TooManyAttributes: "an element of it has more than {} attributes, or it has as many namespaces; save it by another program", "属性か名前空間が{}個を超えています。別のソフトで保存し直してください";
    TooManySpans: "a text of it is made of more than {} pieces; join them, or save it as paths or PNG", "一つの文字列が{}個を超える部分に分かれています。つなげるか、パスかPNGで保存してください";
    TooManyRules: "its style sheets have too many rules for so many elements; save it with its styles in the elements, or as PNG", "スタイルシートの規則が要素の数に対して多すぎます。スタイルを要素に書き込んで保存するか、PNGで保存してください";
    SelectorUnknown: "the selector `{}` of its style sheet cannot be evaluated", "スタイルシートのセレクター`{}`は処理できません";
    StyleUnknown: "the style `{}` cannot be drawn", "スタイル`{}`は描けません";
    ColourUnknown: "the colour `{}` is not known; write it as `#rrggbb`", "色`{}`が分かりません。`#rrggbb`の形で書いてください";
    VariableUnset: "the variable `{}` has no value", "変数`{}`に値がありません";
    PartUnknown: "`{}` cannot be drawn; save it as plain shapes", "`{}`は描けません。普通の図形として保存してください";
    FlowedText: "it holds text that flows into a shape; convert it to plain text or paths", "枠に流し込まれた文字が入っています。普通の文字かパスに変換してください";
    LabelCut: "the label “{}” is cut off in the plain text that stands for it; save it without formatted text", "ラベル「{}」の代わりの文字が途中までしかありません。書式付きの文字を使わずに保存してください";
    LabelDiffers: "the plain text that stands for the label “{}” says something else; save it without formatted text", "ラベル「{}」の代わりの文字が、元と違います。書式付きの文字を使わずに保存してください";
    HiddenCharacter: "a text of it holds the hidden character {}; delete it", "文字の中に、見えない文字{}があります。削除してください";
    MovesByStyle: "something in it moves, and paper shows how it looks before it does", "動く部分があり、動く前の状態が印刷されます";
    FontInside: "the font `{}` that it brings along is not used, but one of the report", "中のフォント`{}`は使われず、報告書のフォントで印刷されます";
    FirstFrameOnly: "it moves, and paper shows its first frame", "動く画像なので、最初のコマだけが印刷されます";
    NotWellFormed: "it is not well-formed XML (`{}`)", "XMLとして正しくありません（`{}`）";
    TooManyMegabytes: "it has more than {} MB; save the page alone", "{} MBを超えています。そのページだけを保存してください";
    TooLongToRead: "it takes more than {} seconds to read; simplify it", "読み取りに{}秒以上かかります。簡単な図にしてください";
    Broken: "it is broken", "壊れています";
    Encrypted: "it is encrypted; save it without a password", "暗号化されています。パスワードなしで保存してください";
    TooLargeToCheck: "it is too large to be checked", "大きすぎて点検できません";
    NoPdf: "it is broken, or no PDF", "壊れているか、PDFではありません";
    NoSuchPage: "it has no page {0}; the last is page {1}", "{1}ページしかなく、{0}ページ目はありません";
    TooManyLines: "it has too many lines and pixels; save it with fewer, or as PNG", "線や画素が多すぎます。減らすか、PNGで保存してください";
    PageOfSize: "its page is {0} × {1} points large", "ページの大きさが{0}×{1}ポイントです";
    PictureOfSize: "it holds a picture of {0} × {1} pixels", "{0}×{1}画素の画像が入っています";
    FontNotEmbedded: "a font {} is not embedded in it; save it with all its fonts", "フォント`{}`が埋め込まれていません。すべてのフォントを埋め込んで保存してください";
    UnknownEncoding: "it uses the encoding {} for its letters; save it by another program", "文字の符号化`{}`は扱えません。別のソフトで保存し直してください";
    UnknownFontKind: "it holds a font of an unknown kind", "知らない種類のフォントが入っています";
    PictureInsideBroken: "it holds a picture that cannot be decoded", "復号できない画像が入っています";
    NoIccProfile: "it is broken, or no ICC profile", "壊れているか、ICCプロファイルではありません";
    NoOutputProfile: "it is the profile of a screen or a camera, not of a press", "画面やカメラのもので、印刷機のものではありません";
    NoCmykProfile: "its inks are not cyan, magenta, yellow and black", "シアン・マゼンタ・イエロー・ブラックのインキのものではありません";
    ProfileWithoutTables: "it lacks the tables from colours to inks", "色をインキに変える表がありません";
    NoPictureFormat: "it is no PNG, JPEG, GIF, WebP, SVG or PDF", "PNG、JPEG、GIF、WebP、SVG、PDFのどれでもありません";
    TextOverLimit: "this text has more than {} characters", "この文字列は{}字を超えています";
    MarksOverLimit: "this text has more than {} marks, such as notes and ruby", "この文には注やルビなどの記号が{}個を超えて入っています";
    ListOverLimit: "this list has more than {} entries", "このリストの項目が{}個を超えています";
    ValuesOverLimit: "this file has more than {} values", "このファイルの値が{}個を超えています";
    ReportOverLimit: "up to here the report has more than {} values to print", "ここまでで、印刷する値が{}個を超えています";
    BytesOverLimit: "this file has more than {} MB", "このファイルは{} MBを超えています";
    CouncilsOverLimit: "the folder `councils` has more than {} files", "フォルダー`councils`のファイルが{}個を超えています";
    EdgesOverLimit: "this diagram has more than {} arrows", "この図の矢印が{}本を超えています";
    ColumnsOverLimit: "this table has more than {} columns", "この表の列が{}個を超えています";
    RowsOverLimit: "this table has more than {} rows", "この表は{}行を超えています";
    RowsInOnePiece: "this table has more than {} rows and is not set in parts", "この表は{}行を超えていますが、分けて組む指定がありません";
    RowsInSummary: "the summary shows a table of more than {} rows", "一枚紙に載せる表が{}行を超えています";
    DivideText: "make several items or paragraphs of it", "いくつかの項目や段落に分けてください";
    ShortenText: "shorten it; long words belong into a paragraph or an item", "短くしてください。長い文は段落や項目に書きます";
    FewerMarks: "divide the text, or leave some marks out", "文を分けるか、記号を減らしてください";
    DivideList: "divide it into several lists below headings of their own, or make a table of it", "見出しを付けたいくつかのリストに分けるか、表にしてください";
    DivideFile: "move long tables to CSV files, or divide the council", "長い表をCSVファイルに移すか、協議会を分けてください";
    DivideReport: "divide the report, or print a choice of the values", "報告書を分けるか、載せる値を選んでください";
    FewerCouncils: "divide the report, or move files away that it does not need", "報告書を分けるか、使わないファイルを移してください";
    FewerEdges: "draw the most important ones, or make a table of all", "主なものだけを描くか、全体は表にしてください";
    FewerColumns: "divide the table, or leave columns out", "表を分けるか、列を減らしてください";
    FewerRows: "print a choice of the rows, or divide them over several tables", "載せる行を選ぶか、いくつかの表に分けてください";
    SetInParts: "add `\"split\": true` to the table", "表に`\"split\": true`を加えてください";
    ShowLess: "take the block out of `summary.show`, or make a short table for it", "`summary.show`から外すか、一枚紙のための短い表を作ってください";
    CsvColumns: "it has more than {} columns", "列が{}個を超えています";
    CsvMark: "the head holds the character {}, which cannot be printed", "見出しに印刷できない文字{}があります";
    NoPlainFile: "it is no plain file", "普通のファイルではありません";
    IsAFolder: "it is a folder, not a file", "ファイルではなくフォルダーです";
    IsAPipe: "it is a pipe, which is not waited for; give a plain file", "パイプです。普通のファイルを指定してください";
    IsASocket: "it is a socket; give a plain file", "ソケットです。普通のファイルを指定してください";
    IsADevice: "it is a device; give a plain file", "装置を表すファイルです。普通のファイルを指定してください";
    LargerThan: "it is larger than {} MB, and no more is read", "{} MBを超えているため読み込みません";
    FileOverLimit: "it has more than {} MB; divide it", "{} MBを超えています。分けてください";
    PixelsOverLimit: "it has {0} × {1} pixels, more than can be held; make it smaller", "{0}×{1}画素あり、大きすぎます。縮小してください";
    GroupsTooDeep: "its groups lie too deep within each other; ungroup them", "グループの入れ子が深すぎます。グループを解除してください";
    HoldsFilter: "it holds a filter such as blur or shadow (`{}`), which costs too much to draw; save it as PNG", "ぼかしや影などのフィルター（`{}`）が入っています。PNGで保存してください";
    HoldsHandler: "it holds a script (`{}`), which paper cannot run; save it without", "スクリプト（`{}`）が入っています。スクリプトなしで保存してください";
    TooManyLetters: "its texts have more than {} characters; shorten them, or save it as PNG", "文字が{}字を超えています。減らすか、PNGで保存してください";
    HoldsDrawing: "it holds another drawing inside; put its shapes into it", "中に別の図が入っています。図形を直接入れてください";
    PackedUnusually: "it is packed in an unusual way; save it by another program", "特殊な方法で圧縮されています。別のソフトで保存し直してください";
    RowTooLong: "its object {} has rows of data that are longer than can be held; save it by another program", "オブジェクト{}のデータの1行が長すぎます。別のソフトで保存し直してください";
    FunctionsEndless: "its object {} computes colours in more steps than can be followed; save it as PNG", "オブジェクト{}の色の計算が複雑すぎます。PNGで保存してください";
    UnpacksTooLarge: "it unpacks to more than {} MB; simplify it, or save it as PNG", "展開すると{} MBを超えます。簡単な図にするか、PNGで保存してください";
    CsvEmpty: "it is empty", "空です";
    CsvQuote: "a quotation mark opens here that is not closed", "ここで始まる引用符が閉じられていません";
    CsvHeadsOnly: "it has heads, but no rows", "見出しだけで、行がありません";
    CsvTabs: "its fields are separated by tabs, not commas", "コンマではなくタブで区切られています";
    CsvSemicolons: "its fields are separated by semicolons, not commas", "コンマではなくセミコロンで区切られています";
    CsvBars: "its fields are separated by `|`, not commas", "コンマではなく縦線（`|`）で区切られています";
    CsvWideCommas: "its fields are separated by commas of full width", "半角のコンマではなく、全角のコンマで区切られています";
    CsvDeclares: "the first line is `{}`, a line for Excel alone", "1行目が、Excel専用の`{}`という行です";
    CsvHeadsBelow: "the heads stand in line {} instead of the first", "見出しが1行目ではなく、{}行目にあります";
    CsvHeadsInTwoLines: "the heads stand in several lines, up to line {}", "見出しが{}行目までの、いくつかの行に分かれています";
    IsXlsx: "it is a workbook of Excel (.xlsx)", "Excelのブック（.xlsx）です";
    IsXls: "it is a workbook of an older Excel (.xls), or one with a password", "古い形式のExcelのブック（.xls）か、パスワード付きのブックです";
    IsOds: "it is a spreadsheet in OpenDocument format (.ods)", "OpenDocument形式の表計算のファイル（.ods）です";
    IsOfficeDocument: "it is a document of Word or another office program", "Wordなどの文書のファイルです";
    IsPacked: "it is a packed file, such as a ZIP", "ZIPなどの圧縮ファイルです";
    IsPdf: "it is a PDF", "PDFです";
    IsHtml: "it is a web page (HTML)", "ウェブページ（HTML）です";
    IsXml: "it is an XML file", "XMLのファイルです";
    IsJson: "it is a JSON file", "JSONのファイルです";
    IsPicture: "it is a picture", "画像です";
    IsDatabase: "it is a database", "データベースのファイルです";
    IsBinary: "it is no text", "文字のファイルではありません";
    SaveAsCsv: "open it in a spreadsheet, and save it as 'CSV UTF-8 (comma delimited)'", "表計算ソフトで開き、「CSV UTF-8（コンマ区切り）」の形式で保存し直してください";
    UnpackCsv: "unpack it, and name the CSV file that is in it", "展開して、中のCSVファイルを指定してください";
    MakeCsv: "put the table into a spreadsheet, and save that as 'CSV UTF-8 (comma delimited)'", "表を表計算ソフトに移し、「CSV UTF-8（コンマ区切り）」の形式で保存してください";
    AddRows: "write the rows below the heads, or take the table out", "見出しの下に行を書くか、表を削除してください";
    DeleteFirstLine: "delete the first line", "1行目を削除してください";
    DeleteLinesAbove: "delete the lines above, so that the heads stand in the first; a title belongs into the table's `title`", "その上の行を削除し、見出しを1行目にしてください。表題は表の`title`に書きます";
    JoinHeads: "write the heads into one line, one for each column", "見出しを、列ごとに一つ、1行にまとめてください";
    CsvFields: "this line has {1} fields and the first line {0}", "この行の欄は{1}個ですが、見出しの行は{0}個です";
    DrawingTakesLong: "that takes more than {} seconds of the processor", "{}秒を超える処理時間がかかります";
    DrawingTakesMemory: "that takes more than {} MB of memory, or forms are nested too deep", "{} MBを超えるメモリーが要るか、フォームの入れ子が深すぎます";
    DrawingFails: "the renderer fails at it", "描画の処理が失敗します";
    DrawingGivenUp: "so many pages before could not be drawn that no more were tried", "描けないページが続いたため、残りは試していません";
    NoUsableFont: "it holds no font that can be used", "使えるフォントが入っていません";
    FacesOverLimit: "it says that it holds {0} fonts, and more than {1} are not read", "{0}個のフォントが入っていると記されていますが、{1}個までしか読み込みません";

    LeavesTheArchive: "a path in it leads out of the archive", "保存庫の外を指すパスがあります";
    IsALink: "it is a link, and an archive holds none", "リンクです。保存庫にリンクは置けません";
    NamesAFolder: "this names a folder, and a file is to be written", "フォルダーを指しています。書き出すのはファイルです";
    NoPlainFolder: "it is not a plain folder", "普通のフォルダーではありません";
    NameDiffers: "it is about another report or version", "別の報告書か別の版のものです";
    InventoryOfAnotherKind: "it is no inventory of OCFL 1.1 with SHA-512", "SHA-512によるOCFL 1.1の目録ではありません";
    VersionsNotInSequence: "its versions are not counted 1, 2, 3, and so on", "版の番号が1、2、3と続いていません";
    NoDigest: "it holds something else where a digest should stand", "ダイジェストがあるはずの所に別のものがあります";
    ContentNotListed: "a file of a version is not listed in its manifest", "版のファイルが一覧にありません";
    NoPackage: "`{}` in it is damaged", "中の`{}`が壊れています";
    PackageTooLarge: "it would take more than {0} GB, or hold more than {1} files", "{0} GBか、{1}個のファイルを超えます";
    PackagedOutside: "the path `{}` in it leads out of the folder", "中のパス`{}`がフォルダーの外を指しています";
    PackagedUnfit: "no package of ours has the name `{}` in it", "中の`{}`は、このプログラムが付ける名前ではありません";
    PackagedMissing: "`{}` is missing in it", "中に`{}`がありません";
    PackagedAltered: "`{}` in it is not what its record says", "中の`{}`が記録と違います";
    RuleOfIds: "names are letters and digits of any script, `-`, `_` and `.` between them, at most 120 bytes", "使えるのは、文字、数字、`-`、`_`、途中の`.`で、120バイトまでです";
    OneNameInOtherLetters: "the archive has the same name in other letters, large or small, which many systems take for one", "大文字と小文字だけが違う名前がもう保存庫にあります。区別しないシステムでは一つのフォルダーになります";
    DeviceOfWindows: "on Windows it stands for a device, and no folder there can have it", "Windowsでは装置の名前なので、フォルダーの名前にできません";
    NoTime: "its time is none", "日時が正しくありません";
    RuleOfPaths: "it leads out of its folder, or is kept for the archive itself", "フォルダーの外を指すか、保存庫自身が使う名前です";

    CutCharacters: "cut {0} characters from `{1}`", "`{1}`を{0}字減らしてください";
    CutRows: "show {0} rows fewer of the table `{1}`", "表`{1}`を{0}行減らしてください";
    CutMetrics: "leave {0} metrics out of `{1}`", "`{1}`から指標を{0}個減らしてください";
    CutNotes: "take {0} of the notes, addresses of links among them, out of `{1}`", "`{1}`の注（リンク先のアドレスの注を含む）を{0}個減らしてください";
    CutWhole: "take the block `{1}` out of `summary.show`", "`summary.show`からブロック`{1}`を外してください";
    CutFigure: "show no figure, by `\"show\": []` in `summary`", "`summary`に`\"show\": []`と書き、図表を載せないでください";
    AndCutHere: "and cut here", "ここも減らす";

    CopyAFile: "copy a file of the same kind and change it", "同じ種類のファイルを写して書き換えてください";
    OtherQuotes: "these quotes are not those of JSON", "JSONの引用符ではありません";
    FullWidthSign: "this sign is full-width", "記号が全角です";
    OtherBlank: "there is another blank than JSON knows, {}", "JSONでは使えない空白（{}）があります";
    HalfWidthBlank: "write a half-width blank, or nothing", "半角の空白にするか、削除してください";
    BareDate: "the date `{}` stands without quotes", "日付`{}`に引用符がありません";
    WriteDate: "write `\"{}\"`", "`\"{}\"`と書いてください";
    WriteNumber: "write `{}`", "`{}`と書いてください";
    WriteNumberAndUnit: "write `{0}`; `{1}` does not belong to the number", "`{0}`と書いてください。`{1}`は数値に含めません";
    WriteNumberOrCode: "write `{}`; put it in quotes if it is a code", "`{}`と書いてください。番号やコードなら引用符で囲んでください";
    WriteWithoutSeparators: "write `{}`, without separators; they are added in print", "桁区切りなしで`{}`と書いてください。桁区切りは印刷のときに付きます";
    PlainNumber: "write digits with one point at most, such as `12.5`", "`12.5`のように、数字と一つまでの小数点で書いてください";
    WriteTrue: "write `true`, in small letters", "小文字で`true`と書いてください";
    WriteFalse: "write `false`, in small letters", "小文字で`false`と書いてください";
    WriteNull: "write `null` where there is no value, or leave the key out", "値がないときは`null`と書くか、キーごと削除してください";
    NoWordOfJson: "JSON knows no `{}`", "JSONに`{}`という値はありません";
    QuoteText: r#"put texts and keys in double quotes `"`"#, r#"文字列とキーは二重引用符`"`で囲んでください"#;
    CommaNotSemicolon: "write a comma `,`", "コンマ`,`で区切ってください";
    ColonNotEquals: "write a colon `:` between key and value", "キーと値の間はコロン`:`で区切ってください";
    StraightQuotes: r#"write straight quotes: `"`"#, r#"半角の引用符`"`で書いてください"#;
    HalfWidthSigns: "write it half-width: `,` `:` `{` `}` `[` `]`", "半角で書いてください（`,` `:` `{` `}` `[` `]`）";
    NoComments: "delete it: JSON has no comments", "削除してください。JSONにコメントはありません";
    DeleteComma: "delete the comma after the last entry", "最後の項目の後のコンマを削除してください";
    PutComma: r#"put a comma after the entry before; inside a text write 「」 or `\"` for quotes"#, r#"前の項目の後にコンマを入れてください。文字列の中の引用符は「」か`\"`と書きます"#;
    DoubleQuotes: r#"write double quotes `"` around texts"#, r#"文字列は二重引用符`"`で囲んでください"#;
    LiftEntries: "lift the innermost entries some levels up", "いちばん内側の項目を浅い段に移してください";
    CloseText: "close the text with `\"` on the same line", "文字列を同じ行のうちに`\"`で閉じてください";
    DoubleBackslash: "write `\\\\` for a backslash; other escapes are `\\\"` and `\\n`", "円記号（バックスラッシュ）は`\\\\`と二つ重ねて書いてください";
    CloseArray: "close it with `]`", "`]`で閉じてください";
    CloseObject: "close it with `}`", "`}`で閉じてください";
    LookBefore: "look for a missing comma, quote or bracket just before this place", "この直前に、コンマ、引用符、括弧の抜けがないか確かめてください";
}

impl Term {
    /// The words without an article.
    pub fn bare(self, language: Language) -> &'static str {
        let text = self.text(language);
        ["a ", "an ", "the "].iter().find_map(|article| text.strip_prefix(article)).unwrap_or(text)
    }
}

/// Why something could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// One of our own reasons.
    Known(Term),
    /// One of our own reasons, about a name.
    Named(Term, String),
    /// One of our own reasons, with what stands for `{0}` and `{1}`.
    Figures(Term, [String; 2]),
    /// One of our own reasons, about a name and what was found.
    Mismatch(Term, String, Term),
    /// A picture whose name says one format and whose content another.
    Misnamed(String, String),
    /// What the operating system says.
    System(std::io::ErrorKind, String),
    /// What another library says, in its own words.
    Foreign(String),
}

impl Reason {
    /// The reason in a language, as far as its words are ours.
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Known(term) => term.text(language).to_owned(),
            Self::Named(term, name) => term.text(language).replace("{}", name),
            Self::Figures(term, [first, second]) => term.text(language).replace("{0}", first).replace("{1}", second),
            Self::Mismatch(term, name, found) => {
                term.text(language).replace("{}", name).replace("{found}", found.text(language))
            }
            Self::Misnamed(named, found) => misnamed(named, found, language),
            Self::System(kind, text) => io_error(*kind, language).map_or_else(|| text.clone(), str::to_owned),
            Self::Foreign(text) => text.clone(),
        }
    }
}

impl Reason {
    /// What kind of error the operating system found.
    pub(super) fn kind(&self) -> Option<std::io::ErrorKind> {
        if let Self::System(kind, _) = self { Some(*kind) } else { None }
    }
}

impl From<Term> for Reason {
    fn from(term: Term) -> Self {
        Self::Known(term)
    }
}

impl From<&std::io::Error> for Reason {
    fn from(e: &std::io::Error) -> Self {
        Self::System(e.kind(), e.to_string())
    }
}

impl From<std::io::Error> for Reason {
    fn from(e: std::io::Error) -> Self {
        Self::from(&e)
    }
}

impl From<String> for Reason {
    fn from(text: String) -> Self {
        Self::Foreign(text)
    }
}
