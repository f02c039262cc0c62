//! `biaodan inspect`: a picture of what the program saw on a page.

mod background;
mod look;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use biaodan_pipeline::exporter::picture::Picture;
use biaodan_pipeline::{Input, Place};

use self::background::Backgrounds;
use self::look::Document;
use crate::definitions::DefinitionArgs;
use crate::diagnostics;
use crate::environment::Environment;
use crate::exit::{Exit, UsageError};
use crate::output::Output;
use crate::password::PasswordArgs;
use crate::recognition::RecognitionArgs;

/// Pixels a point in a PNG: 144 dpi, at which the small print of a form can be read.
const PIXELS_PER_POINT: f32 = 2.0;

#[derive(clap::Args)]
pub(crate) struct InspectArgs {
    /// A PDF file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The page [default: the first one with something to show]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// What to show
    #[arg(long, value_enum, default_value_t)]
    what: What,
    /// Write to this file, as SVG or PNG by its name [default: SVG on standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    definitions: DefinitionArgs,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    recognition: RecognitionArgs,
}

/// What a picture shows.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Each character with its box: seen or hidden, known or doubtful
    Glyphs,
    /// Ruling lines and images
    Rules,
    /// The cells of tables with row and column, and the lines of text outside
    #[default]
    Cells,
    /// All pages of the sheet that the page is a part of, put together, with its cells
    Sheet,
    /// Each extracted value with its path, and the numbers that nothing accounts for
    Fields,
}

#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
}

pub(super) fn run(args: &InspectArgs, environment: &Environment) -> Result<Exit> {
    let format = format(args.output.as_deref())?;
    let password = args.password.read()?;
    let engine = args.definitions.engine()?.with_password(password.clone()).with_recognition(args.recognition.recognition());
    let shown = args.file.display();
    let input = Input { name: String::new(), shown: shown.to_string(), place: Place::File(args.file.clone()) };
    let bytes = input.load().map_err(|unread| anyhow!("{shown}: {}", environment.locale.of(&unread.message)))?;
    let layers = engine.layers(&bytes).map_err(|error| anyhow!("{shown}: {}", environment.locale.of(&error.message)))?;

    let document = Document::new(&engine, &bytes, &layers, args.what);
    let mut backgrounds = Backgrounds::new(&bytes, password.as_deref());
    let picture = document.picture(args.page, &mut |number| backgrounds.page(number))?;
    if let Some(error) = backgrounds.error() {
        diagnostics::line(&format!("biaodan: {shown}: without the page behind the marks: {error}"));
    }
    write(&picture, format, args.output.as_deref())?;
    Ok(Exit::Done)
}

fn format(output: Option<&Path>) -> Result<Format> {
    let Some(path) = output else { return Ok(Format::Svg) };
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => Err(UsageError(format!("{}: the picture is an .svg or a .png", path.display())).into()),
    }
}

fn write(picture: &Picture, format: Format, path: Option<&Path>) -> Result<()> {
    let bytes = match format {
        Format::Svg => picture.svg().into_bytes(),
        Format::Png => picture.png(PIXELS_PER_POINT).context("the picture cannot be made a PNG; try .svg")?,
    };
    let mut output = Output::open(path)?;
    output.write_all(&bytes).context("cannot write the output")?;
    output.finish()
}
