//! The elements of Terraform's language, in closed tables with our own documentation.
//!
//! [`schema`] defines the types of the tables: [`blocks`] for modules, [`terraform_block`] for the `terraform` block
//! with [`backends`], [`provisioners`] for provisioners and connections, [`test_files`] for tests and mock data.
//! [`functions`], [`function_arguments`], [`references`] and [`types`] describe what expressions can contain.
//! [`resource_types`] lists what completion offers for providers without schemas.

pub mod backends;
pub mod blocks;
pub mod function_arguments;
pub mod functions;
pub mod phrases;
pub mod provisioners;
pub mod references;
pub mod resource_types;
pub mod schema;
pub mod terraform_block;
pub mod test_files;
pub mod types;
