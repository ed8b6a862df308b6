//! Completes images, and what well-known images read and provide.

use std::collections::HashSet;

use super::Cursor;
use super::values::Candidate;
use crate::languages::answers::{CompletionKind, HostQuery};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::features::links::image_name;
use crate::languages::compose::model::{ImageUse, Kind};
use crate::languages::compose::reference::known_images::KnownImage;
use crate::languages::compose::reference::{IMAGES, USUAL_TAGS, VARIANTS, tags_of};
use crate::languages::compose::values::port;

/// The maximum number of well-known images in one response.
const MAX_KNOWN_IMAGES: usize = 60;

/// Ports of the host and of the container that are often published.
const USUAL_PORTS: [(u16, u16); 4] = [(8080, 80), (3000, 3000), (8000, 8000), (5000, 5000)];

/// Tags that are named after branches, which official images do not have.
const TAGS_OF_BRANCHES: [&str; 7] = ["main", "edge", "master", "dev", "local", "develop", "release"];

impl ComposeAnalysis<'_> {
    /// Returns images of this file and of other files, and well-known images.
    pub(super) fn images(&self, cursor: &Cursor) -> Vec<Candidate> {
        let others = self.project().files.iter().flat_map(|file| &file.facts.model.images);
        let own = self.images_elsewhere(cursor);
        let candidate = |text| Candidate { text, kind: CompletionKind::Image, detail: None };
        let used = own.chain(others).filter(|image| image.name.len() > 2);
        let mut found: Vec<Candidate> = used.map(|image| candidate(image.name.clone())).collect();
        let (derived, own) = self.built_images(cursor);
        found.extend(derived.into_iter().map(candidate));
        // A service that builds its image often names it after itself.
        let is_first = !cursor.before.is_empty() || Self::builds_image(cursor);
        found.extend(own.iter().filter(|_| is_first).cloned().map(candidate));
        if let Some(image) = HostQuery::image_tags(cursor.before, 0, cursor.before.len()) {
            // The usual tags of a well-known image are known.
            let is_known = !tags_of(&image.text).is_empty();
            let others = USUAL_TAGS.iter().filter(|tag| !(is_known && TAGS_OF_BRANCHES.contains(tag)));
            let tags = tags_of(&image.text).iter().chain(others);
            found.extend(tags.map(|tag| candidate(format!("{}:{tag}", image.text))));
            if let Some((version, _)) = cursor.before.rsplit_once('-').filter(|(version, _)| version.contains(':')) {
                found.extend(VARIANTS.iter().map(|variant| candidate(format!("{version}-{variant}"))));
            }
        }
        if let Some((registry, _)) = cursor.before.split_once('/').filter(|(registry, _)| *registry == "docker.io") {
            let official = IMAGES.iter().filter(|(name, _)| !name.contains('.'));
            found.extend(official.map(|(name, _)| candidate(format!("{registry}/{name}"))));
        }
        let known = IMAGES.iter().filter(|(name, _)| name.starts_with(cursor.before));
        let known = known.take(MAX_KNOWN_IMAGES).map(|(name, description)| Candidate {
            text: (*name).to_owned(),
            kind: CompletionKind::Image,
            detail: Some((*description).to_owned()),
        });
        found.extend(known);
        found.extend(own.into_iter().map(candidate));
        found
    }

    /// Returns the images of the file, except the one at the cursor.
    fn images_elsewhere(&self, cursor: &Cursor) -> impl Iterator<Item = &ImageUse> {
        let offset = cursor.offset;
        self.model.images.iter().filter(move |image| offset < image.range.start || image.range.end < offset)
    }

    /// Whether the service at the cursor has a `build`.
    fn builds_image(cursor: &Cursor) -> bool {
        let yaml = &cursor.tree.yaml;
        let service = yaml.node(cursor.node).parent;
        service.is_some_and(|service| yaml.entries(service).iter().any(|(key, _)| yaml.text(*key) == Some("build")))
    }

    /// Returns names for the image of the service at the cursor: names that follow the pattern of other services'
    /// images, and its own name.
    fn built_images(&self, cursor: &Cursor) -> (Vec<String>, Option<String>) {
        let ["services" | "jobs", service, ..] = cursor.tree.place(cursor.node)[..] else { return (Vec::new(), None) };
        let mut names: Vec<String> = Vec::new();
        for image in self.images_elsewhere(cursor).take(100) {
            let mut services = self.model.declarations.iter().filter(|one| one.kind == Kind::Service);
            let own =
                services.find(|one| one.full_range.start <= image.range.start && image.range.end <= one.full_range.end);
            if let Some(own) = own.filter(|own| own.name.len() > 2 && image.name.contains(own.name.as_str())) {
                // `web:$WEB_TAG` becomes `api:$API_TAG`.
                let constant = |name: &str| name.to_uppercase().replace('-', "_");
                let derived = image.name.replacen(own.name.as_str(), service, 1);
                names.push(derived.replace(&constant(&own.name), &constant(service)));
            }
            if let Some((namespace, _)) = image.name.rsplit_once('/').filter(|(name, _)| !name.contains('$')) {
                names.push(format!("{namespace}/{service}"));
            }
        }
        (names, Some(service.to_owned()))
    }

    /// Returns well-known images that the image or the name of a service refers to, the best match first.
    pub(super) fn known_images(&self, service: &str) -> Vec<&'static KnownImage> {
        KnownImage::matching(self.image_of(service).map(image_name).unwrap_or_default(), service)
    }

    /// Returns commands that check the health of a service, by its image, as lists or as elements of a list.
    pub(super) fn health_checks(&self, service: &str, is_element: bool) -> Vec<String> {
        let commands = self.known_images(service).into_iter().map(|known| known.healthcheck);
        let commands = commands.filter(|command| !command.is_empty());
        let form = |command| {
            if is_element { format!("\"{command}\"") } else { format!("[\"CMD-SHELL\", \"{command}\"]") }
        };
        commands.map(form).collect()
    }

    /// Whether a service has a health check in this file.
    pub(super) fn has_healthcheck(&self, cursor: &Cursor, service: &str) -> bool {
        let declared = self.model.declared(Kind::Service, service).next();
        declared.is_some_and(|service| cursor.value_starts("healthcheck").any(|at| service.full_range.contains(&at)))
    }

    /// Returns the ports of a service's image, published on ports of the host that no other service publishes.
    pub(super) fn published_ports(&self, cursor: &Cursor, service: &str) -> Vec<String> {
        let yaml = &cursor.tree.yaml;
        let items = cursor.values_of("ports").flat_map(|list| yaml.items(list)).filter(|item| **item != cursor.node);
        let written: Vec<&str> = items.filter_map(|item| yaml.text(*item)).collect();
        let mut taken: HashSet<u16> = HashSet::new();
        let mut published: HashSet<u16> = HashSet::new();
        for port in written {
            let (_, host, container) = port::split(port.split('/').next().unwrap_or_default());
            published.extend(container.parse::<u16>());
            taken.extend(host.parse::<u16>());
        }
        let known = self.known_images(service);
        let ports = known.iter().flat_map(|known| known.ports);
        let ports = ports.filter(|port| !(published.contains(port) && taken.contains(port)));
        let mut found = Vec::new();
        for port in ports {
            let free = (*port..=port.saturating_add(100)).find(|host| !taken.contains(host));
            found.extend(free.map(|host| format!("\"{host}:{port}\"")));
        }
        if known.is_empty() {
            // The image may listen on any of the usual ports.
            let usual = USUAL_PORTS.iter().filter(|(host, port)| !taken.contains(host) && !published.contains(port));
            found.extend(usual.map(|(host, port)| format!("\"{host}:{port}\"")));
        }
        found
    }
}
