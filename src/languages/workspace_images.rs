//! The images that the Dockerfiles and Compose files of a workspace use.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Language;
use super::source::{FileProvider, Source};
use crate::languages::sort::SortStably;

/// Documents of a language that are searched.
const MAX_DOCUMENTS: usize = 500;

/// Images of one document that count.
const MAX_IMAGES: usize = 100;

/// The images of a Dockerfile, kept with the file.
struct DockerfileImages(Vec<String>);

/// The images of a Compose file, kept with the file.
struct ComposeImages(Vec<String>);

/// The images of the other documents of the workspace, those that most documents use first.
pub fn workspace_images(files: &dyn FileProvider) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |images: &[String]| {
        for image in images {
            *counts.entry(image.clone()).or_default() += 1;
        }
    };
    for path in files.documents(Language::Dockerfile).iter().take(MAX_DOCUMENTS) {
        let parse = |name: &str, text: &Arc<str>| DockerfileImages(images(Language::Dockerfile, name, text));
        files.parsed(path, parse).iter().for_each(|found| count(&found.0));
    }
    for path in files.documents(Language::Compose).iter().take(MAX_DOCUMENTS) {
        let parse = |name: &str, text: &Arc<str>| ComposeImages(images(Language::Compose, name, text));
        files.parsed(path, parse).iter().for_each(|found| count(&found.0));
    }
    let mut found: Vec<(String, usize)> = counts.into_iter().collect();
    // Images that as many documents use stay in the order of their names.
    found.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.into_iter().map(|(image, _)| image).collect()
}

fn images(language: Language, file_name: &str, text: &str) -> Vec<String> {
    // What a file names as its images needs no other file.
    let mut images = language.analyze(&Source::alone(file_name, text)).images();
    images.sort_unstable();
    images.dedup();
    images.truncate(MAX_IMAGES);
    images
}
