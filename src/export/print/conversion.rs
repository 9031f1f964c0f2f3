//! All colours of a file as inks, and the states of overprint that its contents name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::content::{Rewriting, STATES, Target, rewrite};
use super::spaces::families;
use super::{Failure, Press, ToInks};
use super::{pictures, shadings};
use crate::pdf::file::as_dictionary;

/// What is drawn, and with which resources.
pub(super) struct Drawing {
    /// The stream with the operators.
    pub stream: ObjectId,
    /// Where the resources are: the page, or the stream itself.
    pub owner: ObjectId,
    /// Whether it is a page's.
    pub page: bool,
}

/// Converts contents, gradients, pictures and blend spaces.
pub(super) fn convert(document: &mut Document, pages: &[ObjectId], press: &Press) -> Result<(), Failure> {
    let limit = (press.ink_limit / 100.0) as f32;
    // What is drawn without its inks is thrown away as a whole.
    let failed = RefCell::new(None);
    let many = |colours: &[[f32; 3]]| {
        press.condition.inks(colours, limit).unwrap_or_else(|error| {
            failed.replace(Some(error));
            vec![[0.0; 4]; colours.len()]
        })
    };
    converted(document, pages, press, &many)?;
    failed.into_inner().map_or(Ok(()), |error| Err(Failure::Internal(error)))
}

fn converted(document: &mut Document, pages: &[ObjectId], press: &Press, many: &ToInks<'_>) -> lopdf::Result<()> {
    let target = if press.black_only { Target::Black } else { Target::Process };
    let masks = masks(document);
    let target_of = |id: &ObjectId| if masks.contains(id) { Target::Mask } else { target };
    let drawings = drawings(document, pages);
    let states = states(document);
    for drawing in &drawings {
        let spaces = families(document, drawing.owner);
        let inks = |colour: [f32; 3]| single(colour, many);
        let target = target_of(&drawing.stream);
        let overprint = press.overprint && target != Target::Mask;
        let wanted = Rewriting { target, inks: &inks, spaces: &spaces, overprint, fresh: drawing.page };
        let Ok(stream) = document.get_object(drawing.stream).and_then(Object::as_stream) else { continue };
        let Some((content, named)) = rewrite(&stream.get_plain_content()?, &wanted) else { continue };
        let stream = document.get_object_mut(drawing.stream)?.as_stream_mut()?;
        stream.set_plain_content(content);
        stream.compress()?;
        if named {
            name_states(document, drawing.owner, &states)?;
        }
    }
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    for id in ids {
        let target = target_of(&id);
        let Some(object) = document.objects.get(&id) else { continue };
        if let Ok(stream) = object.as_stream()
            && stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
        {
            if let Some(made) = pictures::converted(document, stream, target, many) {
                document.objects.insert(id, Object::Stream(made));
            }
            continue;
        }
        // Contents are large and done; dictionaries are what is left.
        let mut copy = match object {
            Object::Stream(stream) => Object::Dictionary(stream.dict.clone()),
            other => other.clone(),
        };
        let mut made = Vec::new();
        let mut within = Within { document, target, inks: many, next: document.max_id, made: &mut made };
        if !within.object(&mut copy) {
            continue;
        }
        for (id, stream) in made {
            document.max_id = document.max_id.max(id);
            document.objects.insert((id, 0), Object::Stream(stream));
        }
        match (document.objects.get_mut(&id), copy) {
            (Some(Object::Stream(stream)), Object::Dictionary(dict)) => stream.dict = dict,
            (Some(object), copy) => *object = copy,
            (None, _) => {}
        }
    }
    if is_transparent(document) {
        for page in pages {
            let mut group = Dictionary::new();
            group.set("Type", Object::Name(b"Group".to_vec()));
            group.set("S", Object::Name(b"Transparency".to_vec()));
            group.set("CS", Object::Name(b"DeviceCMYK".to_vec()));
            document.get_dictionary_mut(*page)?.set("Group", Object::Dictionary(group));
        }
    }
    Ok(())
}

/// The inks of one colour of a drawing. Greys take black alone, so that thin lines and letters stay sharp.
fn single(colour: [f32; 3], inks: &ToInks<'_>) -> [f32; 4] {
    let [r, g, b] = colour;
    if r == g && g == b {
        return [0.0, 0.0, 0.0, (1.0 - r).clamp(0.0, 1.0)];
    }
    // There are as many inks as colours.
    inks(&[colour]).first().copied().unwrap_or_default()
}

/// The contents of all pages, and of all drawings and patterns in them.
pub(super) fn drawings(document: &Document, pages: &[ObjectId]) -> Vec<Drawing> {
    let mut found = Vec::new();
    for page in pages {
        let contents = document.get_page_contents(*page);
        found.extend(contents.into_iter().map(|stream| Drawing { stream, owner: *page, page: true }));
    }
    for (id, object) in &document.objects {
        let Ok(stream) = object.as_stream() else { continue };
        let form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form");
        if form || stream.dict.get(b"PatternType").and_then(Object::as_i64).is_ok_and(|kind| kind == 1) {
            found.push(Drawing { stream: *id, owner: *id, page: false });
        }
    }
    found
}

/// Everything that soft masks alone are drawn with. What a page shows as well has to be in inks, whose brightness
/// serves the mask, too.
fn masks(document: &Document) -> BTreeSet<ObjectId> {
    let all = document.objects.values().filter_map(|object| mask(object.as_dict().ok()?));
    let masked = reached(document, all.collect());
    let root = document.trailer.get(b"Root").and_then(Object::as_reference);
    let shown = reached(document, root.into_iter().collect());
    masked.difference(&shown).copied().collect()
}

/// The drawing of a soft mask.
fn mask(dict: &Dictionary) -> Option<ObjectId> {
    let kind = dict.get(b"S").and_then(Object::as_name).unwrap_or_default();
    let drawing = dict.get(b"G").and_then(Object::as_reference).ok()?;
    (kind == b"Luminosity" || kind == b"Alpha").then_some(drawing)
}

/// All objects to which references lead from some, but for the drawings of further masks.
fn reached(document: &Document, mut open: Vec<ObjectId>) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id)
            && let Some(object) = document.objects.get(&id)
        {
            references(object, &mut open);
        }
    }
    found
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(array) => array.iter().for_each(|object| references(object, found)),
        Object::Dictionary(dict) if mask(dict).is_some() => {}
        Object::Dictionary(dict) => dict.iter().for_each(|(_, object)| references(object, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, object)| references(object, found)),
        _ => {}
    }
}

/// The states of overprint, as objects of the file; those that nobody names are pruned later.
fn states(document: &mut Document) -> Vec<(&'static str, ObjectId)> {
    let state = |[fill, stroke]: [bool; 2]| {
        let mut dict = Dictionary::new();
        dict.set("Type", Object::Name(b"ExtGState".to_vec()));
        dict.set("OP", stroke);
        dict.set("op", fill);
        dict.set("OPM", 1);
        dict
    };
    STATES.iter().map(|(name, states)| (*name, document.add_object(state(*states)))).collect()
}

/// Makes the states known to a drawing's resources, which it may share with others.
fn name_states(document: &mut Document, id: ObjectId, states: &[(&'static str, ObjectId)]) -> lopdf::Result<()> {
    let resources = inner(document, id, b"Resources")?;
    let named = resources_of(document, resources, id)?.get(b"ExtGState").and_then(Object::as_reference);
    let set = |dict: &mut Dictionary| {
        for (name, state) in states {
            dict.set(*name, Object::Reference(*state));
        }
    };
    if let Ok(shared) = named {
        set(document.get_dictionary_mut(shared)?);
        return Ok(());
    }
    let resources = resources_of_mut(document, resources, id)?;
    if !resources.has(b"ExtGState") {
        resources.set("ExtGState", Object::Dictionary(Dictionary::new()));
    }
    set(resources.get_mut(b"ExtGState")?.as_dict_mut()?);
    Ok(())
}

/// The object that a key of another refers to; nothing if it stands there itself.
fn inner(document: &mut Document, id: ObjectId, key: &[u8]) -> lopdf::Result<Option<ObjectId>> {
    let dict = dict_mut(document, id)?;
    if !dict.has(key) {
        dict.set(key, Object::Dictionary(Dictionary::new()));
    }
    Ok(dict.get(key)?.as_reference().ok())
}

fn dict_mut(document: &mut Document, id: ObjectId) -> lopdf::Result<&mut Dictionary> {
    match document.get_object_mut(id)? {
        Object::Stream(stream) => Ok(&mut stream.dict),
        other => other.as_dict_mut(),
    }
}

fn resources_of(document: &Document, resources: Option<ObjectId>, id: ObjectId) -> lopdf::Result<&Dictionary> {
    match (resources, document.get_object(id)?) {
        (Some(resources), _) => document.get_dictionary(resources),
        (None, Object::Stream(stream)) => stream.dict.get(b"Resources")?.as_dict(),
        (None, other) => other.as_dict()?.get(b"Resources")?.as_dict(),
    }
}

fn resources_of_mut(
    document: &mut Document,
    resources: Option<ObjectId>,
    id: ObjectId,
) -> lopdf::Result<&mut Dictionary> {
    match resources {
        Some(resources) => document.get_dictionary_mut(resources),
        None => dict_mut(document, id)?.get_mut(b"Resources")?.as_dict_mut(),
    }
}

/// Gradients and blend spaces within an object, at any depth.
struct Within<'a> {
    document: &'a Document,
    target: Target,
    inks: &'a ToInks<'a>,
    next: u32,
    made: &'a mut Vec<(u32, Stream)>,
}

impl Within<'_> {
    /// Whether anything was changed.
    fn object(&mut self, object: &mut Object) -> bool {
        match object {
            Object::Array(array) => array.iter_mut().fold(false, |changed, object| self.object(object) | changed),
            Object::Dictionary(dict) => {
                let changed = self.dictionary(dict);
                dict.iter_mut().fold(changed, |changed, (_, object)| self.object(object) | changed)
            }
            _ => false,
        }
    }

    fn dictionary(&mut self, dict: &mut Dictionary) -> bool {
        if dict.has(b"ShadingType")
            && let Some((space, function)) = shadings::converted(self.document, dict, self.target, self.inks)
        {
            self.next += 1;
            dict.set("ColorSpace", Object::Name(space.into()));
            dict.set("Function", Object::Reference((self.next, 0)));
            dict.remove(b"Background");
            self.made.push((self.next, function));
            return true;
        }
        let group = dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Transparency");
        if group && dict.has(b"CS") {
            let space = if self.target == Target::Mask { "DeviceGray" } else { "DeviceCMYK" };
            dict.set("CS", Object::Name(space.into()));
            return true;
        }
        false
    }
}

/// Whether anything in the file lets shine through what lies below.
fn is_transparent(document: &Document) -> bool {
    document.objects.values().any(|object| {
        let Some(dict) = as_dictionary(object) else { return false };
        let less = |key: &[u8]| dict.get(key).and_then(Object::as_float).is_ok_and(|opacity| opacity < 1.0);
        let blend = dict.get(b"BM").and_then(Object::as_name).is_ok_and(|mode| mode != b"Normal");
        let mask = dict.get(b"SMask").is_ok_and(|mask| mask.as_name().is_err());
        let group = dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Transparency");
        less(b"ca") || less(b"CA") || blend || mask || group
    })
}
