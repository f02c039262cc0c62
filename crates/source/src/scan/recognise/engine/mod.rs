//! The engine of the program: models run in process by a runtime in Rust.
//!
//! Lines are read one at a time, each on one thread, several at once: one line gains nothing from a second
//! thread. The models of detection and direction are loaded when they are first needed; a page whose cells are
//! known needs neither.

mod ctc;
mod detect;
mod lines;
mod mark;
mod models;
mod network;
mod resample;
mod workers;

use std::sync::OnceLock;

use image::{RgbImage, imageops};

use self::models::{DETECTION, DIRECTION, ModelFile, RECOGNITION};
use self::network::Network;
use self::resample::{Planes, planes};
use self::workers::{Worker, Workers};
use super::{Reading, RecogniseError, Recogniser};
use crate::scan::PixelBox;

pub use self::models::{ModelPlaces, Models};

/// The name of the engine in a record.
const NAME: &str = "rten 0.27, PP-OCRv6 small";

/// The longer side of a page for detection, in pixels. At 960 amounts of small print are lost.
const PAGE_SIDE: f32 = 1_280.0;
/// The most a page is enlarged for detection.
const MOST_ENLARGED: f32 = 1.5;
/// The sides of a page for detection are multiples of this.
const PAGE_STEP: usize = 32;

/// The width of a line's picture for the model of direction; its end is cut or filled up.
const DIRECTION_WIDTH: usize = 192;
/// The most lines that are asked about the direction of a page.
const MOST_ASKED: usize = 12;
/// How many of them are read both ways up, where the model of direction speaks for turning the page.
const READ_BOTH_WAYS: usize = 4;
/// By how much the mean confidence of one way has to be above the other's.
const CLEARLY: f32 = 0.1;

/// Reads with the models that come with the program.
pub struct Engine {
    models: Models,
    workers: Workers,
    recognition: Network,
    characters: Vec<char>,
    detection: OnceLock<Result<Network, RecogniseError>>,
    direction: OnceLock<Result<Network, RecogniseError>>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("models", &self.models).finish_non_exhaustive()
    }
}

impl Engine {
    /// Loads the model that reads lines. `at_once` is how many lines are read at the same time, for all callers
    /// together.
    ///
    /// # Errors
    /// [`RecogniseError`] where a model cannot be read or is not the expected one.
    pub fn load(models: Models, at_once: usize) -> Result<Engine, RecogniseError> {
        let recognition = Network::load(&models, RECOGNITION)?;
        let characters = characters(&recognition)?;
        Ok(Engine {
            models,
            workers: Workers::new(at_once),
            recognition,
            characters,
            detection: OnceLock::new(),
            direction: OnceLock::new(),
        })
    }

    fn later<'a>(
        &self,
        network: &'a OnceLock<Result<Network, RecogniseError>>,
        file: ModelFile,
    ) -> Result<&'a Network, RecogniseError> {
        network.get_or_init(|| Network::load(&self.models, file)).as_ref().map_err(Clone::clone)
    }

    fn read_line(&self, line: &RgbImage, worker: &Worker) -> Result<Reading, RecogniseError> {
        let mut reading = Reading::default();
        if line.width() == 0 || line.height() == 0 {
            return Ok(reading);
        }
        let cuts = lines::cuts(line);
        let all = line.width() as f32;
        for (&from, &to) in cuts.iter().zip(cuts.iter().skip(1)) {
            let part = if cuts.len() == 2 {
                self.read_part(line, worker)?
            } else {
                self.read_part(&lines::part(line, from, to), worker)?
            };
            reading.append(part, (from as f32 / all, to as f32 / all));
        }
        mark::settle(line, &mut reading);
        Ok(reading)
    }

    fn read_part(&self, part: &RgbImage, worker: &Worker) -> Result<Reading, RecogniseError> {
        let width = lines::width_for(part);
        let said = self.recognition.run(planes(part, width, lines::HEIGHT, width), worker)?;
        if said.last_side() != self.characters.len() + 1 {
            return Err(RecogniseError::Engine("the model knows other characters than it lists".to_owned()));
        }
        Ok(ctc::decode(&said.values, &self.characters, width as f32 / lines::HEIGHT as f32))
    }

    /// The sum over lines of how much the model of direction speaks for their standing on their heads.
    fn turned_votes(&self, lines: &[&RgbImage]) -> Result<f32, RecogniseError> {
        let network = self.later(&self.direction, DIRECTION)?;
        let votes = self.workers.map(lines, |line, worker| {
            let said = network.run(direction_input(line), worker)?;
            match said.values[..] {
                [upright, turned] => Ok(turned - upright),
                _ => Err(RecogniseError::Engine("the model of direction gave no two answers".to_owned())),
            }
        })?;
        Ok(votes.into_iter().sum())
    }

    /// How much surer the lines read turned than as they stand.
    fn gain_by_turning(&self, lines: &[&RgbImage]) -> Result<f32, RecogniseError> {
        let gains = self.workers.map(lines, |line, worker| {
            let upright = self.read_line(line, worker)?;
            let turned = self.read_line(&imageops::rotate180(*line), worker)?;
            Ok(turned.mean_confidence() - upright.mean_confidence())
        })?;
        Ok(gains.iter().sum::<f32>() / gains.len().max(1) as f32)
    }
}

impl Recogniser for Engine {
    fn name(&self) -> &str {
        NAME
    }

    fn read(&self, lines: &[RgbImage]) -> Result<Vec<Reading>, RecogniseError> {
        self.workers.map(lines, |line, worker| self.read_line(line, worker))
    }

    fn detect(&self, page: &RgbImage) -> Result<Vec<PixelBox>, RecogniseError> {
        let (width, height) = page_size(page);
        if width == 0 || height == 0 {
            return Ok(Vec::new());
        }
        let network = self.later(&self.detection, DETECTION)?;
        let said = self.workers.map(&[page], |page, worker| network.run(planes(page, width, height, width), worker))?;
        let found = said.first().map(|map| detect::boxes(&map.values, map.last_side(), page.dimensions()));
        Ok(found.unwrap_or_default())
    }

    fn upside_down(&self, lines: &[RgbImage]) -> Result<Option<bool>, RecogniseError> {
        // Long lines have more to say, and the model of direction was made for lines.
        let mut asked: Vec<&RgbImage> = lines.iter().filter(|line| line.width() > line.height()).collect();
        asked.sort_by_key(|line| std::cmp::Reverse(line.width() / line.height().max(1)));
        asked.truncate(MOST_ASKED);
        if asked.is_empty() {
            return Ok(None);
        }
        let votes = self.turned_votes(&asked)? / asked.len() as f32;
        if votes < -0.5 {
            return Ok(Some(false));
        }
        // Good lines are called turned at times, with great certainty; that a line reads is the better witness.
        asked.truncate(READ_BOTH_WAYS);
        let gain = self.gain_by_turning(&asked)?;
        Ok((gain.abs() > CLEARLY).then_some(gain > 0.0))
    }
}

/// The classes of the recognition model from 1 on: the lines of the list that it carries, then a space.
fn characters(network: &Network) -> Result<Vec<char>, RecogniseError> {
    let listed = network.metadata("character").unwrap_or_default();
    let mut characters = Vec::new();
    for line in listed.trim_end_matches('\n').split('\n') {
        let mut of_line = line.trim_end_matches('\r').chars();
        let ch = of_line.next().ok_or_else(|| RecogniseError::Engine("a character of the model is empty".to_owned()))?;
        characters.push(ch);
    }
    characters.push(' ');
    Ok(characters)
}

/// The size of a page for detection, across and down.
fn page_size(page: &RgbImage) -> (usize, usize) {
    let longer = page.width().max(page.height());
    if page.width() == 0 || page.height() == 0 {
        return (0, 0);
    }
    let scale = (PAGE_SIDE / longer as f32).min(MOST_ENLARGED);
    let side = |pixels: u32| ((pixels as f32 * scale / PAGE_STEP as f32).round() as usize).max(1) * PAGE_STEP;
    (side(page.width()), side(page.height()))
}

fn direction_input(line: &RgbImage) -> Planes {
    let width = lines::width_for(line);
    if width <= DIRECTION_WIDTH {
        return planes(line, width, lines::HEIGHT, DIRECTION_WIDTH);
    }
    let from = line.width() - (line.height() * DIRECTION_WIDTH as u32 / lines::HEIGHT as u32).min(line.width());
    planes(&lines::part(line, from / 2, line.width() - from.div_ceil(2)), DIRECTION_WIDTH, lines::HEIGHT, DIRECTION_WIDTH)
}

#[cfg(test)]
mod tests;
