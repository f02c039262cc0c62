//! Text inside HTML and SVG.

use std::fmt::{self, Display, Write};

/// A text whose signs mean themselves, within an element or a quoted attribute.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\n' | '\t' => f.write_char(c)?,
                // No document may hold these at all, not even as a reference.
                c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => f.write_char('\u{FFFD}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn a_text_cannot_leave_its_element() {
        assert_eq!(Escaped("<a b=\"&\">\u{0}\u{1b}").to_string(), "&lt;a b=&quot;&amp;&quot;&gt;\u{FFFD}\u{FFFD}");
    }
}
