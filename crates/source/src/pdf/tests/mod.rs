//! Whole small documents through the reader.

mod build;
mod document;
mod limits;
mod lines;
mod text;
mod visibility;
