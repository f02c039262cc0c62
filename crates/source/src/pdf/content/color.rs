//! Colours, as far as it matters whether they look like the paper.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

use super::strings;

/// What a colour looks like on white paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// It can be seen.
    Visible,
    /// It is white.
    Paper,
}

/// How components of a colour are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// One component, 1 is white.
    Gray,
    /// Three components, all 1 is white.
    Rgb,
    /// Four components, all 0 is white.
    Cmyk,
    /// Amounts of named inks, all 0 is white.
    Tint,
    /// Lightness from 0 to 100, and two more.
    Lab,
    /// Patterns and palettes: taken as visible.
    Other,
}

/// As near to white as the eye cannot tell.
const WHITE: f64 = 0.985;

impl Space {
    /// What these components look like.
    pub(crate) fn ink(self, components: impl Iterator<Item = f64>) -> Ink {
        let mut components = components.peekable();
        if components.peek().is_none() {
            return Ink::Visible;
        }
        let is_white = match self {
            Space::Gray | Space::Rgb => components.all(|c| c >= WHITE),
            Space::Cmyk | Space::Tint => components.all(|c| c <= 1.0 - WHITE),
            Space::Lab => components.next().is_some_and(|l| l >= 100.0 * WHITE),
            Space::Other => false,
        };
        if is_white { Ink::Paper } else { Ink::Visible }
    }

    /// The space that a content stream names.
    pub(crate) fn named(raw: &[u8], resources: &Resources<'_>) -> Space {
        let name = strings::name(raw);
        Space::by_name(&name).unwrap_or_else(|| {
            resources.color_spaces.get::<Object<'_>>(&name).map_or(Space::Other, |object| Space::of(&object, 0))
        })
    }

    fn by_name(name: &[u8]) -> Option<Space> {
        Some(match name {
            b"DeviceGray" | b"CalGray" | b"G" => Space::Gray,
            b"DeviceRGB" | b"CalRGB" | b"RGB" => Space::Rgb,
            b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
            b"Pattern" => Space::Other,
            _ => return None,
        })
    }

    fn of(object: &Object<'_>, depth: u32) -> Space {
        match object {
            Object::Name(name) => Space::by_name(name).unwrap_or(Space::Other),
            Object::Array(array) => Space::of_array(array, depth),
            _ => Space::Other,
        }
    }

    fn of_array(array: &Array<'_>, depth: u32) -> Space {
        let mut items = array.flex_iter();
        let Some(family) = items.next::<Name<'_>>() else { return Space::Other };
        match family.as_ref() {
            b"ICCBased" => items.next::<Stream<'_>>().map_or(Space::Other, |profile| Space::of_profile(profile.dict(), depth)),
            b"Separation" | b"DeviceN" => Space::Tint,
            b"Lab" => Space::Lab,
            name => Space::by_name(name).unwrap_or(Space::Other),
        }
    }

    fn of_profile(profile: &Dict<'_>, depth: u32) -> Space {
        match profile.get::<i32>(b"N") {
            Some(1) => Space::Gray,
            Some(3) => Space::Rgb,
            Some(4) => Space::Cmyk,
            _ if depth < 2 => {
                profile.get::<Object<'_>>(b"Alternate").map_or(Space::Other, |object| Space::of(&object, depth + 1))
            }
            _ => Space::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_told_in_each_space() {
        assert_eq!(Space::Gray.ink([1.0].into_iter()), Ink::Paper);
        assert_eq!(Space::Rgb.ink([1.0, 1.0, 0.9].into_iter()), Ink::Visible);
        assert_eq!(Space::Cmyk.ink([0.0; 4].into_iter()), Ink::Paper);
        assert_eq!(Space::Tint.ink([1.0].into_iter()), Ink::Visible);
        assert_eq!(Space::Other.ink([1.0].into_iter()), Ink::Visible);
    }
}
