//! Changes to the objects of a document.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

use super::random::MutationDice;
use super::values;

/// One step to a value within an object.
#[derive(Clone, Debug)]
pub enum PathStep {
    Key(Vec<u8>),
    Index(usize),
}

/// A change of one object, in words; nothing if it is not possible there.
pub fn change(document: &mut Document, dice: &mut MutationDice) -> Option<String> {
    // Kinds in turn, so that a single catalog is changed as often as one of many cells.
    let mut kinds: BTreeMap<Vec<u8>, Vec<ObjectId>> = BTreeMap::new();
    document.objects.iter().for_each(|(id, object)| kinds.entry(kind(object)).or_default().push(*id));
    let kinds: Vec<_> = kinds.into_iter().collect();
    let (kind, ids) = dice.pick(&kinds);
    let id = *dice.pick(ids);
    if dice.roll(40) == 0 {
        document.objects.remove(&id);
        return Some(format!("{} {id:?} removed", String::from_utf8_lossy(kind)));
    }
    if dice.roll(4) == 0 {
        return exchange(document, id, *dice.pick(ids), dice);
    }
    let mut paths = Vec::new();
    paths_of(document.objects.get(&id)?, &mut Vec::new(), &mut paths);
    let path = dice.pick(&paths).clone();
    let other = values::any(document, dice);
    let target = at(document.objects.get_mut(&id)?, &path)?;
    let what = values::change(target, &other, dice)?;
    Some(format!("{} {id:?} {path:?}: {what}", String::from_utf8_lossy(kind)))
}

/// Two objects of a kind exchange what they have at the same place.
fn exchange(document: &mut Document, one: ObjectId, two: ObjectId, dice: &mut MutationDice) -> Option<String> {
    let mut paths = Vec::new();
    paths_of(document.objects.get(&one)?, &mut Vec::new(), &mut paths);
    let path = dice.pick(&paths).clone();
    let first = at(document.objects.get_mut(&one)?, &path)?.clone();
    let second = std::mem::replace(at(document.objects.get_mut(&two)?, &path)?, first.clone());
    let same = first == second;
    *at(document.objects.get_mut(&one)?, &path)? = second;
    (!same).then(|| format!("{one:?} and {two:?} exchanged {path:?}"))
}

fn kind(object: &Object) -> Vec<u8> {
    let Ok(dictionary) = object.as_dict().or_else(|_| object.as_stream().map(|stream| &stream.dict)) else {
        return object.enum_variant().as_bytes().to_vec();
    };
    let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
    let first = dictionary.iter().next().map_or(&[][..], |(key, _)| key.as_slice());
    let kind = [name(b"Type"), name(b"Subtype"), name(b"S")].join(&b' ');
    if kind.len() > 2 { kind } else { first.to_vec() }
}

/// All values within one, and itself.
fn paths_of(object: &Object, path: &mut Vec<PathStep>, paths: &mut Vec<Vec<PathStep>>) {
    paths.push(path.clone());
    let mut below = |step, value| {
        path.push(step);
        paths_of(value, path, paths);
        path.pop();
    };
    match object {
        Object::Array(items) => {
            // Of long lists the ends, and some from the middle.
            let last = items.len();
            let some = |index: &usize| *index < 6 || index + 3 > last || index.is_multiple_of(97);
            (0..last).filter(some).for_each(|index| below(PathStep::Index(index), &items[index]));
        }
        Object::Dictionary(entries) => entries.iter().for_each(|(key, value)| below(PathStep::Key(key.clone()), value)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(key, value)| below(PathStep::Key(key.clone()), value)),
        _ => {}
    }
}

fn at<'a>(object: &'a mut Object, path: &[PathStep]) -> Option<&'a mut Object> {
    path.iter().try_fold(object, |object, step| match (step, object) {
        (PathStep::Key(key), Object::Dictionary(entries)) => entries.get_mut(key).ok(),
        (PathStep::Key(key), Object::Stream(stream)) => stream.dict.get_mut(key).ok(),
        (PathStep::Index(index), Object::Array(items)) => items.get_mut(*index),
        _ => None,
    })
}
