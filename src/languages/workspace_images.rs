//! The images that the Dockerfiles and Compose files of a workspace use.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Language;
use super::source::{FileProvider, Source};
use crate::languages::sort::SortStably;

/// The maximum number of documents of each language that are searched.
const MAX_DOCUMENTS: usize = 500;

/// The maximum number of images of one document that are counted.
const MAX_IMAGES: usize = 100;

/// The images of a Dockerfile, cached with the file.
struct DockerfileImages(Vec<String>);

/// The images of a Compose file, cached with the file.
struct ComposeImages(Vec<String>);

/// Returns the images of the other documents in the workspace, sorted by the number of documents that use them, the
/// most used first.
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
    // The sort is stable: images with equal counts stay sorted by name.
    found.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.into_iter().map(|(image, _)| image).collect()
}

fn images(language: Language, file_name: &str, text: &str) -> Vec<String> {
    // The images of a file do not depend on other files.
    let mut images = language.analyze(&Source::alone(file_name, text)).images();
    images.sort_unstable();
    images.dedup();
    images.truncate(MAX_IMAGES);
    images
}
