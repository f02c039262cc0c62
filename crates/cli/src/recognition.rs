//! Which pages are recognised, and with which models.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use biaodan_pipeline::{Ocr, Recognition};

/// The options, the same for every command that opens documents.
#[derive(clap::Args)]
pub(crate) struct RecognitionArgs {
    /// Which pages are recognised: pictures, none, or all
    #[arg(long, value_enum, default_value_t, value_name = "WHICH")]
    ocr: Which,
    /// Folder of the models for text recognition, as scripts/models fetches them
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    /// Pages that are pictures, and pictures beside text
    #[default]
    Auto,
    /// None; pages that are pictures are reported as not read
    Never,
    /// All, whatever text they have
    Always,
}

impl RecognitionArgs {
    /// What was asked for, on so many threads; without a number, on as many as the machine runs at once. Models are looked
    /// for when the first page needs them.
    pub(crate) fn recognition(&self, threads: Option<NonZeroUsize>) -> Recognition {
        let ocr = match self.ocr {
            Which::Auto => Ocr::Auto,
            Which::Never => return Recognition::never(),
            Which::Always => Ocr::Always,
        };
        by_models(ocr, self.models.clone(), threads)
    }

    /// The same on the command line of a program that is started.
    pub(crate) fn as_arguments(&self) -> Vec<OsString> {
        let mut out = vec!["--ocr".into(), self.name().into()];
        if let Some(models) = &self.models {
            out.extend(["--models".into(), models.clone().into_os_string()]);
        }
        out
    }

    /// The pages that are recognised, as the option names them.
    pub(crate) fn name(&self) -> &'static str {
        match self.ocr {
            Which::Auto => "auto",
            Which::Never => "never",
            Which::Always => "always",
        }
    }
}

#[cfg(feature = "recognition")]
fn by_models(ocr: Ocr, given: Option<PathBuf>, threads: Option<NonZeroUsize>) -> Recognition {
    use biaodan_pipeline::recognise::{Engine, ModelPlaces, Models, Recogniser};

    Recognition::by(ocr, move || {
        let environment = std::env::var_os(VARIABLE);
        let data = data_directory();
        let (program, checkout) = (std::env::current_exe().ok(), std::env::current_dir().ok());
        let models = Models::find(&ModelPlaces {
            given: given.as_deref(),
            environment: environment.as_deref(),
            data: data.as_deref(),
            program: program.as_deref(),
            checkout: checkout.as_deref(),
        })?;
        let at_once = threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Ok(Box::new(Engine::load(models, at_once)?) as Box<dyn Recogniser>)
    })
}

#[cfg(not(feature = "recognition"))]
fn by_models(ocr: Ocr, _: Option<PathBuf>, _: Option<NonZeroUsize>) -> Recognition {
    Recognition::of(ocr)
}

/// The environment variable that names the folder of models.
#[cfg(feature = "recognition")]
const VARIABLE: &str = "BIAODAN_MODELS";

/// Where the user's programs keep their data (XDG base directories).
#[cfg(feature = "recognition")]
fn data_directory() -> Option<PathBuf> {
    let named = std::env::var_os("XDG_DATA_HOME").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    named.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")))
}
