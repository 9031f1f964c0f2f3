//! Templates that Handlebars has parsed: what is refused in them, and what becomes of plain tags.

use handlebars::Template;
use handlebars::template::{HelperTemplate, Parameter, Subexpression, TemplateElement};

use super::printer;

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

/// Has every tag that prints a value, such as `{{name}}` or `{{lookup names 1}}`, go through the helper that knows leaves.
pub(super) fn print_plainly(template: &mut Template) {
    for element in &mut template.elements {
        match element {
            TemplateElement::Expression(tag) => {
                if let Some(value) = plain_value(tag) {
                    tag.name = Parameter::Name(printer::PLAIN.to_owned());
                    tag.params = vec![value];
                    tag.hash.clear();
                }
            }
            TemplateElement::HelperBlock(block) => {
                block.template.iter_mut().chain(&mut block.inverse).for_each(print_plainly);
            }
            TemplateElement::PartialExpression(partial) | TemplateElement::PartialBlock(partial) => {
                partial.template.iter_mut().for_each(print_plainly);
            }
            _ => {}
        }
    }
}

/// The value that a tag prints, if it may be a leaf: what it names, or what is looked up. Other helpers of Handlebars give
/// switches and counts.
fn plain_value(tag: &HelperTemplate) -> Option<Parameter> {
    let name = tag.name.as_name().unwrap_or_default();
    if name == "lookup" {
        let call = Subexpression::new(tag.name.clone(), tag.params.clone(), tag.hash.clone());
        return Some(Parameter::Subexpression(call));
    }
    let names_value = tag.params.is_empty() && tag.hash.is_empty() && !printer::prints_source(name);
    names_value.then(|| tag.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_tags_go_through_the_helper_that_knows_leaves() {
        for (source, plain) in [
            ("{{a}}", true),
            ("{{this.a}}", true),
            ("{{lookup a 1}}", true),
            ("{{#if a}}{{b}}{{/if}}", false),
            ("{{text a}}", false),
            ("{{text}}", false),
            ("{{unknown a}}", false),
            ("{{len a}}", false),
        ] {
            let mut template = Template::compile(source).expect("a template");
            print_plainly(&mut template);
            let printed = |element: &TemplateElement| match element {
                TemplateElement::Expression(tag) => tag.name.as_name() == Some(printer::PLAIN),
                _ => false,
            };
            assert_eq!(template.elements.iter().any(printed), plain, "{source}");
        }
    }

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
