//! One model, loaded and run.

use rten::{Model, ModelOptions, RunOptions};
use rten_tensor::{Layout, NdTensor, Tensor};

use super::super::RecogniseError;
use super::models::{ModelFile, Models};
use super::resample::{CHANNELS, Planes};
use super::workers::Worker;

pub(super) struct Network {
    model: Model,
}

/// What a model gave.
pub(super) struct Output {
    shape: Vec<usize>,
    /// Row by row.
    pub(super) values: Vec<f32>,
}

impl Output {
    /// The length of a row.
    pub(super) fn last_side(&self) -> usize {
        self.shape.last().copied().unwrap_or(0)
    }
}

impl Network {
    pub(super) fn load(models: &Models, file: ModelFile) -> Result<Network, RecogniseError> {
        let bytes = models.bytes(file)?;
        let model = ModelOptions::with_all_ops().prepack_weights(true).load(bytes).map_err(failed)?;
        Ok(Network { model })
    }

    /// A text that the model carries.
    pub(super) fn metadata(&self, name: &str) -> Option<&str> {
        self.model.metadata().get(name)
    }

    /// Runs the model on one picture.
    pub(super) fn run(&self, input: Planes, worker: &Worker) -> Result<Output, RecogniseError> {
        let shape = [1, CHANNELS, input.height, input.width];
        let input = NdTensor::try_from_data(shape, input.values).map_err(failed)?;
        let options = RunOptions::default().with_thread_pool(Some(worker.pool()));
        let output = self.model.run_one(input.into(), Some(options)).map_err(failed)?;
        let output: Tensor<f32> = output.try_into().map_err(failed)?;
        Ok(Output { shape: output.shape().to_vec(), values: output.into_data() })
    }
}

fn failed(error: impl std::fmt::Display) -> RecogniseError {
    RecogniseError::Engine(error.to_string())
}
