//! The declarations in the files of a project: [`project`] reads the files in Bake's order, [`compose`] derives targets
//! from the services of Compose files, [`dockerfiles`] finds the Dockerfiles of targets, and [`occurrences`] lists
//! every use of a name.

pub mod compose;
pub mod dockerfiles;
pub mod occurrences;
pub mod project;
