//! The fonts that a page uses, numbered as its glyphs count them.

use std::rc::Rc;

use biaodan_model::Font;
use hayro_syntax::object::{Dict, ObjectIdentifier};
use rustc_hash::FxHashMap;

use super::by_name::ByName;
use crate::pdf::fonts::{Fonts, LoadedFont};
use crate::pdf::limits;

/// What tells one font dictionary from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    /// It is an object.
    Object(ObjectIdentifier),
    /// It stands within another object, at this address.
    Direct(usize),
}

/// The fonts that a page uses.
pub(crate) struct FontsOnPage<'p, 'r> {
    document: &'r mut Fonts<'p>,
    names: ByName<Option<u16>>,
    numbers: FxHashMap<Key, u16>,
    used: Vec<Option<Rc<LoadedFont<'p>>>>,
    plain: Option<u16>,
}

impl<'p, 'r> FontsOnPage<'p, 'r> {
    /// None so far.
    pub(crate) fn new(document: &'r mut Fonts<'p>) -> FontsOnPage<'p, 'r> {
        FontsOnPage { document, names: ByName::default(), numbers: FxHashMap::default(), used: Vec::new(), plain: None }
    }

    /// The number of the font that resources hold under this name.
    pub(crate) fn named(&mut self, fonts: &Dict<'p>, name: &[u8]) -> Option<u16> {
        let mut names = std::mem::take(&mut self.names);
        let number = names.get(fonts, name, || self.find(fonts, name));
        self.names = names;
        number
    }

    fn find(&mut self, fonts: &Dict<'p>, name: &[u8]) -> Option<u16> {
        if let Some(reference) = fonts.get_ref(name) {
            let key = Key::Object(reference.into());
            return match self.numbers.get(&key) {
                Some(number) => Some(*number),
                None => self.add(key, &fonts.get::<Dict<'p>>(name)?),
            };
        }
        self.of(&fonts.get::<Dict<'p>>(name)?)
    }

    /// The number of the font of this dictionary.
    pub(crate) fn of(&mut self, dict: &Dict<'p>) -> Option<u16> {
        let key = Key::Direct(dict.data().as_ptr() as usize);
        match self.numbers.get(&key) {
            Some(number) => Some(*number),
            None => self.add(key, dict),
        }
    }

    fn add(&mut self, key: Key, dict: &Dict<'p>) -> Option<u16> {
        if self.used.len() >= limits::FONTS {
            return None;
        }
        let number = u16::try_from(self.used.len()).ok()?;
        self.used.push(Some(self.document.load(dict)));
        self.numbers.insert(key, number);
        Some(number)
    }

    /// The font with this number.
    pub(crate) fn on_page(&self, number: u16) -> Option<&Rc<LoadedFont<'p>>> {
        self.used.get(usize::from(number))?.as_ref()
    }

    /// The number that stands for text of the document outside of content, which needs no font.
    pub(crate) fn plain(&mut self) -> Option<u16> {
        if self.plain.is_none() && self.used.len() < limits::FONTS {
            self.plain = u16::try_from(self.used.len()).ok();
            self.used.push(None);
        }
        self.plain
    }

    /// The list that glyphs count.
    pub(crate) fn into_list(self) -> Vec<Font> {
        let listed = |font: &Option<Rc<LoadedFont<'_>>>| match font {
            Some(font) => Font { name: font.name.clone(), trust: font.trust.clone() },
            None => Font::default(),
        };
        self.used.iter().map(listed).collect()
    }
}
