//! The keys of an object that is being read.

use std::collections::BTreeMap;
use std::ops::Range;

use jsonc_parser::ast::{self, Value};

use super::Decode;
use super::decoder::{ChildKey, Decoder};
use super::parse::{head, range_of};
use super::problems::DuplicateKey;
use crate::diagnostic::{Diagnostic, MissingKey, Term, UnknownKey, Words, nearest};

/// The keys of an object that is being read.
pub(crate) struct ObjectDecoder<'v, 's> {
    owner: Words,
    range: Range<usize>,
    properties: Vec<&'v ast::ObjectProp<'s>>,
    accepted: Vec<&'static str>,
    missing: Vec<&'static str>,
    sound: bool,
}

impl<'v, 's> ObjectDecoder<'v, 's> {
    /// Begins to read an object; keys that stand twice are errors.
    pub fn open(value: &'v Value<'s>, owner: Words, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Object(object) = value else {
            decoder.wrong_type(value, Term::AnObject);
            return None;
        };
        let mut sound = true;
        let mut properties: Vec<&ast::ObjectProp<'_>> = Vec::with_capacity(object.properties.len());
        let mut seen: BTreeMap<&str, &ast::ObjectProp<'_>> = BTreeMap::new();
        for property in &object.properties {
            let key = property.name.as_str();
            if let Some(first) = seen.get(key) {
                let place = decoder.place(range_of(&property.name));
                let first = decoder.place(range_of(&first.name));
                let error = Diagnostic::at(place, DuplicateKey { key: key.to_owned() });
                decoder.report(error.with_related(first, Term::FirstHere));
                sound = false;
            } else {
                seen.insert(key, property);
                properties.push(property);
            }
        }
        // Editors find the schema by this key; it is no datum.
        if decoder.is_at_root() {
            properties.retain(|p| p.name.as_str() != "$schema");
        }
        Some(Self { owner, range: head(value), properties, accepted: Vec::new(), missing: Vec::new(), sound })
    }

    /// Takes a key's value; `default` stands for a key that is absent.
    pub fn take<T: Decode>(
        &mut self,
        key: &'static str,
        default: Option<fn() -> T>,
        decoder: &mut Decoder<'_>,
    ) -> Option<T> {
        let absent = || default.map(|make| make()).or_else(T::absent);
        self.take_value(key, absent, decoder, T::decode)
    }

    /// Takes a key's value, which a function reads; `absent` stands for a key that is absent, and may be.
    pub fn take_with<T>(
        &mut self,
        key: &'static str,
        absent: Option<T>,
        decoder: &mut Decoder<'_>,
        read: impl FnOnce(&Value<'_>, &mut Decoder<'_>) -> Option<T>,
    ) -> Option<T> {
        self.take_value(key, || absent, decoder, read)
    }

    fn take_value<T>(
        &mut self,
        key: &'static str,
        absent: impl FnOnce() -> Option<T>,
        decoder: &mut Decoder<'_>,
        read: impl FnOnce(&Value<'_>, &mut Decoder<'_>) -> Option<T>,
    ) -> Option<T> {
        self.accepted.push(key);
        let Some(at) = self.properties.iter().position(|p| p.name.as_str() == key) else {
            let value = absent();
            if value.is_none() {
                self.missing.push(key);
            }
            return value;
        };
        let property = self.properties.remove(at);
        decoder.inside(ChildKey::Member(key), |decoder| read(&property.value, decoder))
    }

    /// Replaces the name by which messages call the object, once its kind is known.
    pub fn rename(&mut self, owner: Words) {
        self.owner = owner;
    }

    /// Ends reading without a judgement on the keys that nobody took.
    pub fn abandon(self, decoder: &mut Decoder<'_>) {
        for key in &self.missing {
            decoder.error(self.range.clone(), MissingKey { key, owner: self.owner }.into());
        }
    }

    /// Ends reading; keys that are missing and keys that nobody took are errors.
    pub fn close(self, decoder: &mut Decoder<'_>) -> Option<()> {
        let mistyped: Vec<&str> =
            self.properties.iter().filter_map(|property| nearest(property.name.as_str(), &self.accepted)).collect();
        // A key that was mistyped is told of once.
        for key in self.missing.iter().filter(|key| !mistyped.contains(key)) {
            decoder.error(self.range.clone(), MissingKey { key, owner: self.owner }.into());
        }
        for property in &self.properties {
            let key = property.name.as_str().to_owned();
            let problem = UnknownKey { key, owner: self.owner, accepted: self.accepted.clone() };
            decoder.error(range_of(&property.name), problem.into());
        }
        (self.sound && self.properties.is_empty()).then_some(())
    }
}
