//! What can be wrong with the schema of a block of one's own.

use crate::diagnostic::{Language, Reason, problems};

problems! {
    /// Schema of a block that cannot be used.
    K0308 error BlockSchema { reason: Reason }
    en: { format!("the schema of this block cannot be used: {}", reason.text(Language::English)) },
        hint "use `type`, `properties`, `required`, `items`, `enum` and `format` only";
    ja: { format!("このブロックのスキーマは使えません。{}", reason.text(Language::Japanese)) },
        hint "使えるのは`type`、`properties`、`required`、`items`、`enum`、`format`だけです";
}
