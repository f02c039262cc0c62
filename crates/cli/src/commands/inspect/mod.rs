//! `biaodan inspect`: a picture of what the program saw on a page.

mod background;
mod look;
mod values;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use biaodan_pipeline::exporter::picture::Picture;
use biaodan_pipeline::{Input, Place, Recognition};

use self::background::Backgrounds;
use self::look::Document;
use self::values::Values;
use crate::definitions::DefinitionArgs;
use crate::diagnostics;
use crate::environment::Environment;
use crate::exit::{Exit, UsageError};
use crate::output::Output;
use crate::password::PasswordArgs;
use crate::recognition::RecognitionArgs;

/// Pixels a point in a PNG: 144 dpi, at which the small print of a form can be read.
const PIXELS_PER_POINT: f32 = 2.0;

/// Pixels a point in the picture of one value: 300 dpi, what scanners deliver at best.
const PIXELS_PER_POINT_OF_VALUE: f32 = 300.0 / POINTS_PER_INCH;

const POINTS_PER_INCH: f32 = 72.0;

#[derive(clap::Args)]
pub(crate) struct InspectArgs {
    /// A PDF or a picture (PNG, JPEG, TIFF, BMP, WebP)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The page [default: the first one with something to show]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page: Option<u32>,
    /// What to show [default: cells]
    #[arg(long, value_enum)]
    what: Option<What>,
    /// Only the place of this value, such as `indicators[0].target` (with --what fields)
    #[arg(long, value_name = "PATH")]
    field: Option<String>,
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
    let what = what(args)?;
    let format = format(args.output.as_deref())?;
    let shown = args.file.display();
    let input = Input { name: String::new(), shown: shown.to_string(), place: Place::File(args.file.clone()) };
    let bytes = input.load().map_err(|unread| anyhow!("{shown}: {}", environment.locale.of(&unread.message)))?;

    let password = args.password.read()?;
    let recognition = args.recognition.recognition(None);
    let engine = args.definitions.engine()?.with_password(password.clone());
    // the record is read by itself; nothing is recognised twice
    let for_layers = if what == What::Fields { Recognition::never() } else { recognition.clone() };
    let layers = engine.clone().with_recognition(for_layers).layers(&bytes);
    let layers = layers.map_err(|error| anyhow!("{shown}: {}", environment.locale.of(&error.message)))?;
    let document = match what {
        What::Fields => Document::Values(Values(Box::new(engine.with_recognition(recognition).read("", &bytes)))),
        what => Document::Stages(&layers, what),
    };

    let scale = if args.field.is_some() { PIXELS_PER_POINT_OF_VALUE } else { PIXELS_PER_POINT };
    let mut backgrounds = Backgrounds::new(&bytes, password.as_deref(), &layers.upright, scale * POINTS_PER_INCH);
    let picture = picture(&document, args, format, &mut backgrounds)?;
    if let Some(error) = backgrounds.error() {
        diagnostics::line(&format!("biaodan: {shown}: without the page behind the marks: {error}"));
    }
    write(&picture, format, scale, args.output.as_deref())?;
    Ok(Exit::failed_if(tell_unread(&document, &picture, &shown.to_string())))
}

/// Says why pages that are shown could not be read; true where one could not.
fn tell_unread(document: &Document<'_>, picture: &Picture, shown: &str) -> bool {
    let mut is_told = false;
    for (number, reason) in document.unread().filter(|(number, _)| picture.pages.iter().any(|page| page.number == *number)) {
        diagnostics::line(&format!("biaodan: {shown}: page {number} was not read: {reason}"));
        is_told = true;
    }
    is_told
}

fn picture(document: &Document<'_>, args: &InspectArgs, format: Format, backgrounds: &mut Backgrounds<'_>) -> Result<Picture> {
    let mut background = |number| backgrounds.page(number);
    match (&args.field, document) {
        (Some(path), Document::Values(values)) => {
            let value = values.value(path, args.page, &mut background)?;
            // an SVG holds the pages behind its marks as they are, a PNG only what is seen of them
            Ok(if let Format::Svg = format { value.cut(PIXELS_PER_POINT_OF_VALUE) } else { value })
        }
        _ => document.picture(args.page, &mut background),
    }
}

/// A path asks for values by itself.
fn what(args: &InspectArgs) -> Result<What> {
    match (args.what, &args.field) {
        (None | Some(What::Fields), Some(_)) => Ok(What::Fields),
        (Some(_), Some(_)) => Err(UsageError("--field shows a value; it goes with --what fields".to_owned()).into()),
        (what, None) => Ok(what.unwrap_or_default()),
    }
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

fn write(picture: &Picture, format: Format, scale: f32, path: Option<&Path>) -> Result<()> {
    let bytes = match format {
        Format::Svg => picture.svg().into_bytes(),
        Format::Png => picture.png(scale).context("the picture cannot be made a PNG; try .svg")?,
    };
    let mut output = Output::open(path)?;
    output.write_all(&bytes).context("cannot write the output")?;
    output.finish()
}
