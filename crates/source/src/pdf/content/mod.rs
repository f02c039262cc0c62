//! Running content streams: operators to glyphs, pieces of rules and pictures.

mod by_name;
mod color;
mod doubles;
mod fonts_on_page;
mod images;
mod interpreter;
mod lexer;
mod marks;
mod objects;
mod painting;
mod path;
mod replace;
mod sink;
mod state;
mod strings;
mod text;

pub(crate) use interpreter::Interpreter;
pub(crate) use objects::FormObject;
pub(crate) use path::Path;
pub(crate) use sink::Sink;
