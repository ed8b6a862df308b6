//! What the files of a project declare: [`project`] reads them in Bake's order, [`compose`] makes targets of the services of
//! Compose files, and [`dockerfiles`] finds the Dockerfiles of targets.

pub mod compose;
pub mod dockerfiles;
pub mod project;
