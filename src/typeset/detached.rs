//! A function for components: it evaluates another one apart from its surroundings.
//!
//! Typst remembers what a function has given as long as all that it has looked at is the same, and what measures looks at every
//! style around it and at its place in the document. Where neither matters, a component is evaluated in styles of its own and
//! in no document, so that it is evaluated once, however often a page is laid out.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use typst::comemo::{Track, Tracked};
use typst::diag::SourceResult;
use typst::engine::{Engine, Route, Sink};
use typst::foundations::{
    Args, CastInfo, Content, Context, Func, NativeElement, NativeFuncData, NativeFuncPtr, Scope, StyleChain,
    StyledElem, Styles, Value,
};
use typst::introspection::{EmptyIntrospector, Location};
use typst::model::FootnoteElem;
use typst::utils::Protected;

/// The components' function `detached(frame, work, ..arguments)`.
///
/// It calls a function in the styles that the frame has around its content, and gives what the function gives; or nothing if
/// an argument has notes, because the width of their marks follows from their places in the document.
pub(super) fn function() -> Func {
    Func::from(&DETACHED)
}

static DETACHED: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&|engine, _, arguments| detached(engine, arguments)),
    name: "detached",
    title: "Detached",
    docs: "Calls a function apart from its surroundings.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&|| Scope::new()),
    params: LazyLock::new(&|| Vec::new()),
    returns: LazyLock::new(&|| CastInfo::Any),
};

fn detached(engine: &mut Engine<'_>, arguments: &mut Args) -> SourceResult<Value> {
    let frame: Content = arguments.expect("frame")?;
    let work: Func = arguments.expect("work")?;
    let arguments = arguments.take();
    if arguments.items.iter().any(|argument| has_notes(&argument.value.v)) {
        return Ok(Value::None);
    }
    let frame_styles = styles_of(&frame);
    let base = StyleChain::new(&engine.library.styles);
    let styles = base.chain(&frame_styles);
    let context = Context::new(Some(Location::new(0)), Some(styles));
    let (introspector, mut sink) = (EmptyIntrospector, Sink::new());
    let mut apart = Engine {
        world: engine.world,
        library: engine.library,
        introspector: Protected::new(introspector.track()),
        traced: engine.traced,
        sink: sink.track_mut(),
        route: Route::extend(engine.route.track()),
    };
    let context: Tracked<'_, Context<'_>> = context.track();
    work.call(&mut apart, context, arguments)
}

/// The styles that content has around what it holds.
fn styles_of(content: &Content) -> Styles {
    let mut styles = Styles::new();
    let mut content = content;
    while let Some(styled) = content.to_packed::<StyledElem>() {
        let mut inner = styled.styles.clone();
        inner.apply(styles);
        styles = inner;
        content = &styled.child;
    }
    styles
}

fn has_notes(value: &Value) -> bool {
    match value {
        Value::Content(content) => content
            .traverse(&mut |element| match element.elem() == FootnoteElem::ELEM {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            })
            .is_break(),
        Value::Array(values) => values.iter().any(has_notes),
        Value::Dict(values) => values.iter().any(|(_, value)| has_notes(value)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::typeset::{Fonts, SharedFiles, TypesetError, Typesetter};

    fn typeset(source: &str) -> Result<(), Vec<TypesetError>> {
        let fonts = Fonts::load(&[]).expect("the fonts");
        Typesetter::new(Arc::new(fonts), Arc::new(SharedFiles::default())).typeset(source).map(drop)
    }

    #[test]
    fn a_function_sees_the_styles_of_its_frame() {
        let source = "#set text(size: 20pt)\n\
            #let frame = { set text(size: 8pt); set par(leading: 3pt); [] }\n\
            #let sizes(more) = (text.size + more, measure(v(1em)).height, par.leading)\n\
            #assert.eq((sys.inputs.detached)(frame, sizes, 1pt), (9pt, 8pt, 3pt))\n\
            #context assert.eq(sizes(1pt), (21pt, 20pt, .65em))";
        assert_eq!(typeset(source).map_err(|errors| format!("{errors:?}")), Ok(()));
    }

    #[test]
    fn what_has_notes_is_left_to_its_place() {
        for (argument, expected) in [("(a: ([x#footnote[y]],))", "none"), ("(a: ([x#text[y]],))", "7")] {
            let source = format!("#assert.eq((sys.inputs.detached)([], _ => 7, {argument}), {expected})");
            assert_eq!(typeset(&source).map_err(|errors| format!("{errors:?}")), Ok(()));
        }
    }
}
