//! What names of a resource dictionary stand for, looked up once: a dictionary is searched from its start, and
//! a page may name the same font thousands of times.

use hayro_syntax::object::Dict;
use rustc_hash::FxHashMap;

/// By where the dictionary stands in the document, then by name.
#[derive(Debug)]
pub(crate) struct ByName<T>(FxHashMap<usize, FxHashMap<Box<[u8]>, T>>);

impl<T> Default for ByName<T> {
    fn default() -> ByName<T> {
        ByName(FxHashMap::default())
    }
}

/// Names kept for one dictionary; further ones are looked up each time.
const MOST: usize = 4_096;

impl<T: Copy> ByName<T> {
    /// What a name stands for, as `find` says the first time.
    pub(crate) fn get(&mut self, dict: &Dict<'_>, name: &[u8], find: impl FnOnce() -> T) -> T {
        let place = dict.data().as_ptr() as usize;
        if let Some(known) = self.0.get(&place).and_then(|names| names.get(name)) {
            return *known;
        }
        let found = find();
        let names = self.0.entry(place).or_default();
        if names.len() < MOST {
            names.insert(name.into(), found);
        }
        found
    }
}
