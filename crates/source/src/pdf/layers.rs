//! Optional content (ISO 32000-1, 8.11): which layers are switched off.

use std::collections::BTreeSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object, ObjectIdentifier};

use super::limits;

/// The layers that the document's default configuration switches off.
#[derive(Debug, Default)]
pub(crate) struct Layers {
    off: BTreeSet<ObjectIdentifier>,
}

impl Layers {
    /// As the catalog says.
    pub(crate) fn of(catalog: &Dict<'_>) -> Layers {
        let Some(properties) = catalog.get::<Dict<'_>>(b"OCProperties") else { return Layers::default() };
        let Some(standard) = properties.get::<Dict<'_>>(b"D") else { return Layers::default() };
        let mut off = BTreeSet::new();
        if standard.get::<Name<'_>>(b"BaseState").as_deref() == Some(b"OFF") {
            off.extend(references(&properties, b"OCGs"));
        }
        for layer in references(&standard, b"ON") {
            off.remove(&layer);
        }
        off.extend(references(&standard, b"OFF"));
        Layers { off }
    }

    /// True for an object whose `OC` entry is switched off.
    pub(crate) fn hide(&self, object: &Dict<'_>) -> bool {
        !self.off.is_empty() && self.hide_entry(object, b"OC")
    }

    /// True where this entry of a dictionary is a layer that is off, or a membership that hides.
    pub(crate) fn hide_entry(&self, holder: &Dict<'_>, key: &[u8]) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if let Some(reference) = holder.get_ref(key)
            && self.off.contains(&reference.into())
        {
            return true;
        }
        holder.get::<Dict<'_>>(key).is_some_and(|dict| self.hides_members(&dict))
    }

    /// An optional content membership dictionary: visible by its policy, or by its expression.
    fn hides_members(&self, membership: &Dict<'_>) -> bool {
        if membership.get::<Name<'_>>(b"Type").as_deref() != Some(b"OCMD") {
            return false;
        }
        if let Some(expression) = membership.get::<Array<'_>>(b"VE") {
            return !self.holds(&expression, 0);
        }
        let members: Vec<_> = references(membership, b"OCGs").collect();
        if members.is_empty() {
            return false;
        }
        let mut off = members.iter().map(|member| self.off.contains(member));
        let visible = match membership.get::<Name<'_>>(b"P").as_deref() {
            Some(b"AllOn") => off.all(|off| !off),
            Some(b"AnyOff") => off.any(|off| off),
            Some(b"AllOff") => off.all(|off| off),
            _ => off.any(|off| !off),
        };
        !visible
    }

    /// Whether a visibility expression holds.
    fn holds(&self, expression: &Array<'_>, depth: u32) -> bool {
        let mut items = expression.raw_iter();
        let operator = match items.next() {
            Some(MaybeRef::NotRef(Object::Name(name))) => name,
            _ => return true,
        };
        if depth >= limits::TREE_DEPTH {
            return true;
        }
        let mut operands = items.take(limits::TREE_ENTRIES).map(|item| match item {
            MaybeRef::Ref(reference) => !self.off.contains(&reference.into()),
            MaybeRef::NotRef(Object::Array(inner)) => self.holds(&inner, depth + 1),
            MaybeRef::NotRef(_) => true,
        });
        match operator.as_ref() {
            b"Not" => !operands.next().unwrap_or(false),
            b"Or" => operands.any(|on| on),
            _ => operands.all(|on| on),
        }
    }
}

/// The objects that an entry refers to: one, or an array of them.
fn references(dict: &Dict<'_>, key: &[u8]) -> impl Iterator<Item = ObjectIdentifier> {
    let many = dict.get::<Array<'_>>(key);
    let one = if many.is_none() { dict.get_ref(key) } else { None };
    let many = many.into_iter().flat_map(|array| array.raw_iter()).filter_map(|item| item.as_obj_ref());
    one.into_iter().chain(many).take(limits::TREE_ENTRIES).map(|reference: ObjRef| reference.into())
}
