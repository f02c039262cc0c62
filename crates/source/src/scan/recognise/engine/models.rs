//! Where the models are, and that they are the right ones.
//!
//! The files are those of a package with a pinned version; `scripts/models` fetches them. A model is checked
//! against its SHA-256 each time it is loaded: a wrong one would read, only worse, and nobody would notice.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::super::RecogniseError;

/// A model file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ModelFile {
    /// Its name in the folder of models.
    pub(crate) name: &'static str,
    /// The SHA-256 of its bytes.
    pub(crate) sha256: &'static str,
}

/// Finds text lines on a page.
pub(crate) const DETECTION: ModelFile =
    ModelFile { name: "PP-OCRv6_det_small.onnx", sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f" };

/// Reads a line.
pub(crate) const RECOGNITION: ModelFile =
    ModelFile { name: "PP-OCRv6_rec_small.onnx", sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884" };

/// Tells whether a line stands on its head.
pub(crate) const DIRECTION: ModelFile = ModelFile {
    name: "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    sha256: "e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c",
};

/// The folder within a user's data directory.
const IN_DATA: &str = "biaodan/models";
/// The folder within a checkout, beside what is built there.
const IN_CHECKOUT: &str = "target/models";
/// How far above the program the folder of its models is looked for: `target/release/biaodan` is two folders
/// below `target`, and test programs are three.
const LEVELS_ABOVE_PROGRAM: usize = 4;

/// Where models may be. The environment is the caller's to ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct ModelPlaces<'a> {
    /// The folder that was asked for on the command line; it alone counts then.
    pub given: Option<&'a Path>,
    /// The folder that the environment names; it alone counts where none is given.
    pub environment: Option<&'a OsStr>,
    /// The user's data directory, such as `~/.local/share`.
    pub data: Option<&'a Path>,
    /// The program's file; a build in a checkout has the models in the same `target`.
    pub program: Option<&'a Path>,
    /// A checkout to look in, such as the working directory.
    pub checkout: Option<&'a Path>,
}

impl ModelPlaces<'_> {
    /// The folders to look in, in order.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        if let Some(given) = self.given {
            return vec![given.to_owned()];
        }
        if let Some(named) = self.environment.filter(|dir| !dir.is_empty()) {
            return vec![PathBuf::from(named)];
        }
        let mut folders: Vec<PathBuf> = self.data.map(|dir| dir.join(IN_DATA)).into_iter().collect();
        let above = self.program.into_iter().flat_map(Path::ancestors).skip(1).take(LEVELS_ABOVE_PROGRAM);
        folders.extend(above.map(|dir| dir.join("models")));
        folders.extend(self.checkout.map(|dir| dir.join(IN_CHECKOUT)));
        folders
    }
}

/// A folder that has all model files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Models {
    folder: PathBuf,
}

impl Models {
    /// The first place that has all model files. What is in them is checked when they are loaded.
    ///
    /// # Errors
    /// [`RecogniseError::NoModels`].
    pub fn find(places: &ModelPlaces) -> Result<Models, RecogniseError> {
        let mut looked_in = places.folders();
        let found = looked_in.iter().position(|dir| has_all(dir));
        match found {
            Some(at) => Ok(Models { folder: looked_in.swap_remove(at) }),
            None => Err(RecogniseError::NoModels { looked_in }),
        }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The bytes of a model, checked.
    pub(crate) fn bytes(&self, file: ModelFile) -> Result<Vec<u8>, RecogniseError> {
        let path = self.folder.join(file.name);
        let bytes = fs::read(&path).map_err(|e| RecogniseError::Unreadable { path: path.clone(), reason: e.to_string() })?;
        let found = hexadecimal(&Sha256::digest(&bytes));
        if found == file.sha256 { Ok(bytes) } else { Err(RecogniseError::WrongModel { path, found, expected: file.sha256 }) }
    }
}

fn has_all(dir: &Path) -> bool {
    [DETECTION, RECOGNITION, DIRECTION].iter().all(|file| dir.join(file.name).is_file())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty_folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("biaodan-models-{name}-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        dir
    }

    #[test]
    fn a_folder_that_is_asked_for_is_the_only_one() {
        let places = ModelPlaces {
            given: Some(Path::new("/g")),
            environment: Some(OsStr::new("/e")),
            data: Some(Path::new("/d")),
            ..ModelPlaces::default()
        };
        assert_eq!(places.folders(), [PathBuf::from("/g")]);
        assert_eq!(ModelPlaces { given: None, ..places }.folders(), [PathBuf::from("/e")]);
        assert_eq!(ModelPlaces { given: None, environment: None, ..places }.folders(), [PathBuf::from("/d/biaodan/models")]);
    }

    #[test]
    fn a_build_finds_the_models_of_its_checkout() {
        let program = ModelPlaces { program: Some(Path::new("/c/target/release/biaodan")), ..ModelPlaces::default() };
        assert!(program.folders().contains(&PathBuf::from("/c/target/models")));
        let checkout = ModelPlaces { checkout: Some(Path::new("/c")), ..ModelPlaces::default() };
        assert_eq!(checkout.folders(), [PathBuf::from("/c/target/models")]);
    }

    #[test]
    fn missing_models_say_what_to_do() {
        let dir = empty_folder("none");
        let error = Models::find(&ModelPlaces { given: Some(&dir), ..ModelPlaces::default() }).unwrap_err();
        let said = error.to_string();
        assert!(said.contains("scripts/models") && said.contains("--models") && said.contains(&dir.display().to_string()));
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_changed_model_is_refused() {
        let dir = empty_folder("changed");
        for file in [DETECTION, RECOGNITION, DIRECTION] {
            fs::write(dir.join(file.name), "not a model").unwrap();
        }
        let models = Models::find(&ModelPlaces { given: Some(&dir), ..ModelPlaces::default() }).unwrap();
        let error = models.bytes(RECOGNITION).unwrap_err();
        assert!(matches!(error, RecogniseError::WrongModel { .. }));
        assert!(error.to_string().contains("scripts/models"));
        fs::remove_dir_all(dir).unwrap();
    }
}
