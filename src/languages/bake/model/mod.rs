//! What the files of a project declare: [`project`] reads them in Bake's order, [`compose`] makes targets of the services of
//! Compose files, [`dockerfiles`] finds the Dockerfiles of targets, and [`occurrences`] lists every use of a name.

pub mod compose;
pub mod dockerfiles;
pub mod occurrences;
pub mod project;
