//! Makes the paths in a service relative to the folder of the document.

use super::value::Value;
use crate::languages::compose::values::volume;
use crate::languages::text::paths::normalized;

/// Rewrites the paths in a service that are relative to `folder`.
pub fn rebase(service: &mut Value, folder: &str) {
    if folder.is_empty() {
        return;
    }
    if let Some(build) = service.member_mut("build") {
        rebase_build(build, folder);
    }
    let watched = service.member_mut("develop").and_then(|develop| develop.member_mut("watch"));
    for watch in watched.into_iter().flat_map(Value::each_mut) {
        watch.member_mut("path").into_iter().for_each(|path| rebase_path(path, folder));
    }
    rebase_container(service, folder);
    for hook in service.member_mut("pre_start").into_iter().flat_map(Value::each_mut) {
        rebase_container(hook, folder);
    }
}

fn rebase_container(container: &mut Value, folder: &str) {
    for file in container.member_mut("label_file").into_iter().flat_map(Value::each_mut) {
        rebase_path(file, folder);
    }
    for file in container.member_mut("env_file").into_iter().flat_map(Value::each_mut) {
        match file.member_mut("path") {
            Some(path) => rebase_path(path, folder),
            None => rebase_path(file, folder),
        }
    }
    for mount in container.member_mut("volumes").into_iter().flat_map(Value::each_mut) {
        let is_bind = mount.member("type").and_then(Value::text) == Some("bind");
        match mount.member_mut("source").filter(|_| is_bind) {
            Some(source) => rebase_path(source, folder),
            None => rebase_short_volume(mount, folder),
        }
    }
}

fn rebase_build(build: &mut Value, folder: &str) {
    if build.text().is_some() {
        return rebase_context(build, folder);
    }
    build.member_mut("context").into_iter().for_each(|context| rebase_context(context, folder));
    for (name, rebase) in [("additional_contexts", rebase_context as fn(&mut Value, &str)), ("ssh", rebase_path)] {
        match build.member_mut(name) {
            Some(Value::Mapping(members)) => members.iter_mut().for_each(|(_, value)| rebase(value, folder)),
            Some(Value::List(items)) => {
                for item in items {
                    let Some((name, path)) = item.text().and_then(|text| text.split_once('=')) else { continue };
                    let mut path = Value::string(path);
                    rebase(&mut path, folder);
                    *item = Value::string(format!("{name}={}", path.text().unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
}

/// Rewrites a build context if it is a folder, instead of a URL or a service.
fn rebase_context(context: &mut Value, folder: &str) {
    let is_elsewhere = |text: &str| {
        text.contains("://") || ["service:", "github.com/", "git@"].iter().any(|prefix| text.starts_with(prefix))
    };
    if !context.text().is_some_and(is_elsewhere) {
        rebase_path(context, folder);
    }
}

/// Rewrites a path that is relative to `folder`.
pub fn rebase_path(path: &mut Value, folder: &str) {
    if let Value::Scalar(scalar) = path
        && !scalar.is_null()
        && let Some(rebased) = rebased(&scalar.text, folder)
    {
        scalar.text = rebased;
    }
}

fn rebase_short_volume(mount: &mut Value, folder: &str) {
    let Value::Scalar(scalar) = mount else { return };
    let parts = volume::parts(&scalar.text);
    if let [source, rest @ ..] = &parts[..]
        && !rest.is_empty()
        && source.starts_with('.')
        && let Some(source) = rebased(source, folder)
    {
        scalar.text = std::iter::once(source.as_str()).chain(rest.iter().copied()).collect::<Vec<_>>().join(":");
    }
}

/// Returns a path relative to the folder of the document. `None` if the path is absolute or starts with a variable.
fn rebased(path: &str, folder: &str) -> Option<String> {
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    if folder.is_empty() || path.is_empty() || is_drive || path.starts_with(['/', '~', '\\', '$']) {
        return None;
    }
    let parts = normalized(folder.split('/').chain(path.split('/')), false);
    Some(match parts.first() {
        None => ".".to_owned(),
        Some(&"..") => parts.join("/"),
        Some(_) => format!("./{}", parts.join("/")),
    })
}

#[cfg(test)]
mod tests {
    use super::rebased;

    #[test]
    fn a_path_leads_from_the_folder_of_the_document() {
        for (path, expected) in [
            ("a", Some("./sub/a")),
            ("./a/", Some("./sub/a")),
            ("../a", Some("./a")),
            ("../../a", Some("../a")),
            ("..", Some(".")),
            (".", Some("./sub")),
            ("./${X}", Some("./sub/${X}")),
            ("é", Some("./sub/é")),
            ("/a", None),
            ("~/a", None),
            ("C:/a", None),
            ("${X}/a", None),
            ("", None),
        ] {
            assert_eq!(rebased(path, "sub").as_deref(), expected, "{path}");
        }
    }
}
