//! Updates the index of calls between Terraform modules: all at once for a request, and in small parts in the
//! background. Waits for the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::languages::terraform::model::installed::parse_module_manifest;
use crate::languages::terraform::{CalledModule, index_entry};
use crate::platform::files::{Place, Reading};
use crate::server::protocol::watched_files::is_watched_name;
use crate::server::session::active_session::ActiveSession;
use crate::workspace::call_index::{
    CallIndex, FileEntry, ModuleCall, Order, Outdated, Update, callers_of_file, is_terraform,
};
use crate::workspace::document_discovery::{is_searched, terraform_files};
use crate::workspace::folders::Folders;
use crate::workspace::module_cache::MANIFEST_PATH;
use crate::workspace::reach::Reach;
use crate::workspace::resolve;

/// The maximum number of files that are read before the list of outdated files is requested again.
const FILES_AT_ONCE: usize = 64;

/// Returns the folders whose modules call the module in a folder, sorted by path. Changes of `document` are ignored.
pub fn callers(session: &ActiveSession, called: &Path, document: Option<&Path>) -> Vec<Arc<Path>> {
    update_all(session, document, || true).callers(called)
}

/// Updates all files of the index except for one, and returns the index. Ends early when `should_continue` returns
/// false.
pub fn update_all(
    session: &ActiveSession,
    except: Option<&Path>,
    should_continue: impl Fn() -> bool,
) -> Arc<CallIndex> {
    let index = Arc::clone(&session.lock().calls);
    if session.client.watches_files {
        index.unreported_changed();
    } else {
        index.all_changed();
    }
    if !session.client.watches_files || !index.is_listed() {
        list(session, &index, &should_continue);
    }
    let mut reader = Reader::new(session);
    // The background reads the same files from the other end meanwhile.
    let waiting = index.wait();
    loop {
        let outdated = index.outdated(FILES_AT_ONCE, Order::First, except);
        if outdated.is_empty() || !reader.read(&index, &outdated, &should_continue) {
            break;
        }
    }
    drop(waiting);
    index
}

/// The remaining work of reading the files of the folders in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Files,
    Nothing,
}

/// Does a small part of the background work. Ends early when `should_continue` returns false. Does nothing if the
/// session has another index.
pub fn update_some(session: &ActiveSession, index: &Arc<CallIndex>, should_continue: impl Fn() -> bool) -> Left {
    let is_current = || Arc::ptr_eq(index, &session.lock().calls);
    if !is_current() {
        return Left::Nothing;
    }
    if !index.is_listed() {
        list(session, index, &should_continue);
        return Left::Files;
    }
    let outdated = index.outdated(FILES_AT_ONCE, Order::Last, None);
    if outdated.is_empty() {
        return Left::Nothing;
    }
    Reader::new(session).read(index, &outdated, &|| should_continue() && is_current());
    Left::Files
}

/// Searches the folders for files, and adds them to the index.
fn list(session: &ActiveSession, index: &CallIndex, should_continue: &impl Fn() -> bool) {
    let (folders, mut files) = {
        let state = session.lock();
        let open = state.documents.files().map(|(path, _)| path).filter(|path| is_terraform(path));
        (state.folders.clone(), open.map(Path::to_path_buf).collect::<Vec<_>>())
    };
    files.extend(terraform_files(&folders, &session.module_settings.ignored, should_continue));
    if should_continue() {
        index.set_files(files);
    }
}

/// Reads files for the index.
struct Reader<'s> {
    session: &'s ActiveSession,
    folders: Folders,
    reach: Reach,
    /// The folder of the last file, which is often the folder of the next one, too, because files are read in the order
    /// of their paths.
    folder: Option<(PathBuf, Option<Place>)>,
}

impl<'s> Reader<'s> {
    fn new(session: &'s ActiveSession) -> Self {
        let folders = session.lock().folders.clone();
        let reach = Reach::new(&folders, None);
        let folders = folders.confined();
        Self { session, folders, reach, folder: None }
    }

    /// Reads files. Returns false if `should_continue` returns false before all of them are read.
    fn read(&mut self, index: &CallIndex, outdated: &[Outdated], should_continue: &impl Fn() -> bool) -> bool {
        for file in outdated {
            if !should_continue() {
                return false;
            }
            index.update(file, self.update(file));
        }
        true
    }

    fn update(&mut self, file: &Outdated) -> Update {
        let open = self.session.lock().documents.at(&file.path).map(|document| Arc::clone(&document.text));
        if let Some(text) = open {
            return Update::New(self.entry(&file.path, text.as_str()));
        }
        let Some(place) = self.place(file) else { return Update::Gone };
        #[cfg(feature = "testing")]
        crate::server::testing_hooks::hang_if_requested(&file.path.to_string_lossy());
        let mut reading = place.read_changed(file.stamp.as_ref());
        let mut is_linked = place.is_linked();
        if matches!(reading, Reading::Nothing)
            && let Some(target) = self.reach.find(&file.path).filter(Place::is_linked)
        {
            reading = target.read_changed(file.stamp.as_ref());
            is_linked = true;
        }
        match reading {
            Reading::Same => Update::Same,
            Reading::Text(text, stamp) => {
                let entry = self.entry(&file.path, &text);
                // The installed modules can change without a change of the file.
                let stamp = stamp.filter(|_| !entry.depends_on_installed);
                let name = file.path.file_name().unwrap_or_default().to_string_lossy();
                let is_unreported = is_linked || !is_watched_name(&name);
                Update::New(FileEntry { stamp, is_unreported, ..entry })
            }
            Reading::Nothing => Update::Gone,
        }
    }

    /// Returns the place of a file in a folder that is searched. The file may not exist, or be a link.
    fn place(&mut self, file: &Outdated) -> Option<Place> {
        let (folder, name) = (file.path.parent()?, file.path.file_name()?.to_str()?);
        if self.folder.as_ref().is_none_or(|(last, _)| last != folder) {
            let ignored = &self.session.module_settings.ignored;
            let is_searched = file.is_searched() || is_searched(&self.folders, ignored, &file.path);
            let place = if is_searched { self.reach.find(folder) } else { None };
            self.folder = Some((folder.to_path_buf(), place));
        }
        let (_, folder) = self.folder.as_ref()?;
        Some(folder.as_ref()?.child(name))
    }

    /// Creates the index entry of a file from its text.
    fn entry(&self, file: &Path, text: &str) -> FileEntry {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let entry = index_entry(&name, text);
        let depends_on_installed = entry.calls.iter().any(|call| matches!(call, CalledModule::Installed(_)));
        let mut calls = Vec::new();
        for folder in callers_of_file(file) {
            let manifest = if depends_on_installed { self.manifest(folder) } else { None };
            let manifest = manifest.map(|text| parse_module_manifest(&text)).unwrap_or_default();
            let targets = entry.calls.iter().filter_map(|call| match call {
                CalledModule::Local(path) => resolve(folder, path),
                CalledModule::Installed(name) => resolve(folder, manifest.get(&**name)?),
            });
            let caller: Arc<Path> = folder.into();
            calls.extend(targets.map(|called| ModuleCall { caller: Arc::clone(&caller), called: called.into() }));
        }
        calls.sort_unstable();
        calls.dedup();
        FileEntry { calls: calls.into(), depends_on_installed, names: entry.names, ..FileEntry::default() }
    }

    /// Reads the manifest that states where Terraform has installed the modules that a folder calls.
    fn manifest(&self, folder: &Path) -> Option<String> {
        self.reach.find(&folder.join(MANIFEST_PATH))?.read()
    }
}
