//! What Terraform's language consists of, in closed tables with our own documentation.
//!
//! [`schema`] are the types of the tables: [`blocks`] for modules, [`terraform_block`] for the `terraform` block with
//! [`backends`], [`provisioners`] for what runs beside resources, [`test_files`] for tests and mock data. [`functions`],
//! [`references`] and [`types`] are what expressions use. [`resource_types`] is what completion knows of providers without
//! their schemas.

pub mod backends;
pub mod blocks;
pub mod functions;
pub mod provisioners;
pub mod references;
pub mod resource_types;
pub mod schema;
pub mod terraform_block;
pub mod test_files;
pub mod types;
