//! The schemas of Terraform's providers that were loaded for a session.

use std::sync::Arc;

use crate::languages::terraform::model::provider_schemas::ProviderSchemas;

#[derive(Debug, Default)]
pub struct Schemas {
    loaded: Option<Arc<ProviderSchemas>>,
    /// The number of the load that began last.
    last_load: u64,
}

impl Schemas {
    /// Notes that the files are about to be read. Results of earlier loads no longer count.
    pub fn begin_load(&mut self) -> u64 {
        self.last_load += 1;
        self.last_load
    }

    /// Keeps what a load found. `false` if a later one has begun.
    pub fn finish_load(&mut self, load: u64, schemas: Arc<ProviderSchemas>) -> bool {
        let is_last = self.last_load == load;
        if is_last {
            self.loaded = Some(schemas);
        }
        is_last
    }

    pub fn loaded(&self) -> Option<Arc<ProviderSchemas>> {
        self.loaded.clone()
    }
}
