//! A look at a template that Handlebars has parsed.

use handlebars::Template;
use handlebars::template::TemplateElement;

/// Whether a template prints anything without the escape, or defines partials within itself.
///
/// The scan sees the common spellings and their places; the parser knows them all.
pub(super) fn prints_raw(template: &Template) -> bool {
    template.elements.iter().any(element_prints_raw)
}

fn element_prints_raw(element: &TemplateElement) -> bool {
    match element {
        TemplateElement::RawString(_) | TemplateElement::Comment(_) | TemplateElement::Expression(_) => false,
        TemplateElement::HelperBlock(block) => block.template.iter().chain(&block.inverse).any(prints_raw),
        TemplateElement::PartialExpression(partial) | TemplateElement::PartialBlock(partial) => {
            partial.template.iter().any(prints_raw)
        }
        // An element that a later Handlebars adds is refused until somebody has looked at what it prints.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_raw_is_found_wherever_it_stands() {
        for (source, raw) in [
            ("a {{b}} {{text b}} {{! c }} {{#if b}}{{c}}{{else}}{{d}}{{/if}} {{> e}} {{#> e}}{{b}}{{/e}}", false),
            ("{{#if b}}HtmlExpression( DecoratorBlock({{/if}}", false),
            ("{{{b}}}", true),
            ("{{&b}}", true),
            ("{{#if b}}{{else if c}}{{{d}}}{{/if}}", true),
            ("{{#> e}}{{{b}}}{{/e}}", true),
            ("{{* e}}", true),
            ("{{#*inline \"e\"}}{{/inline}}", true),
        ] {
            let template = Template::compile(source).expect("a template");
            assert_eq!(prints_raw(&template), raw, "{source}");
        }
    }
}
