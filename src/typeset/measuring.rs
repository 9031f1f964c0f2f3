//! A document's first round of layout, for what components find out in it.

use typst::World;
use typst::comemo::Track;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Output, StyleChain, Target, TargetElem};
use typst::introspection::EmptyIntrospector;
use typst::syntax::Source;
use typst::utils::Protected;
use typst_layout::PagedDocument;

use super::balance::Places;
use super::councils::Councils;
use super::world::{ClosedWorld, Typesetter};
use super::{Files, Setting};

impl Typesetter {
    /// The councils of a source whose places can be looked for, one by one.
    pub fn councils(&mut self, source: &str) -> Councils {
        self.world.main.replace(source);
        Councils::of(&self.world.main)
    }

    /// Looks for the places of the councils that the file of [`sought`](super::sought) names and the source sets; finds none
    /// where anything goes wrong, which typesetting then finds again.
    pub fn places(&mut self, source: Source, sought: Files) -> Places {
        self.world.main = source;
        self.world.turn_to(sought, Setting::default());
        self.world.first_round().as_ref().map(Places::of).unwrap_or_default()
    }
}

/// Forgets results that the last so many layouts, by all typesetters together, did not need.
pub fn forget(layouts: usize) {
    typst::comemo::evict(layouts);
}

impl ClosedWorld {
    /// The document as it stands when nothing is known yet of where its parts are; nothing where an error is found, also
    /// one that a later round might mend.
    fn first_round(&self) -> Option<PagedDocument> {
        let (traced, mut sink) = (Traced::default(), Sink::new());
        let world = (self as &dyn World).track();
        let (library, route) = (self.library(), Route::default());
        let module =
            typst_eval::eval(world, library, traced.track(), sink.track_mut(), route.track(), &self.main).ok()?;
        let introspector = EmptyIntrospector;
        let mut engine = Engine {
            library,
            world,
            introspector: Protected::new(introspector.track()),
            traced: traced.track(),
            sink: sink.track_mut(),
            route: Route::default(),
        };
        let target = TargetElem::target.set(Target::Paged).wrap();
        let styles = StyleChain::new(&library.styles);
        let document = PagedDocument::create(&mut engine, &module.content(), styles.chain(&target)).ok()?;
        sink.delayed().is_empty().then_some(document)
    }
}
