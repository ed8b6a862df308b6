//! Completes the values of flags.

use super::{Completer, Item};
use crate::languages::answers::CompletionKind;
use crate::languages::dockerfile::reference::flags::{FlagValue, MOUNT_KEYS, MOUNT_TYPES, flags_of, mount_key};
use crate::languages::dockerfile::reference::instructions::REFERENCE;
use crate::languages::dockerfile::reference::words::PLATFORMS;
use crate::languages::dockerfile::syntax::instruction::{Instruction, Keyword};
use crate::languages::sort::SortStably;

/// Cache folders of common programs.
const CACHES: &[&str] = &[
    "/root/.cache",
    "/root/.npm",
    "/go/pkg/mod",
    "/var/cache/apt",
    "/var/lib/apt",
    "/root/.cache/go-build",
    "/root/.cache/pip",
    "/root/.m2",
    "/root/.gradle",
    "/usr/local/cargo/registry",
    "/root/.cargo/registry",
    "/var/cache/apk",
    "/root/.local/share/pnpm/store",
    "/root/.yarn",
    "/src",
    "/tmp",
    ".",
];

impl Completer<'_> {
    pub(super) fn flag_value(&mut self, instruction: &Instruction, flag: &str, length: usize) {
        self.word = self.offset - length..self.offset;
        let values: &[&str] = match (instruction.keyword, flag) {
            (Keyword::From, "platform") => PLATFORMS,
            (Keyword::Run, "network") => &["default", "none", "host"],
            (Keyword::Run, "security") => &["sandbox", "insecure"],
            (Keyword::Copy, "from") => {
                self.sources(instruction);
                return;
            }
            (Keyword::Copy | Keyword::Add, "chown") => {
                const OWNERS: [&str; 7] = [
                    "root:root",
                    "1000:1000",
                    "node:node",
                    "nginx:nginx",
                    "www-data:www-data",
                    "app:app",
                    "nobody:nobody",
                ];
                let images: Vec<&str> = self.image_names().collect();
                let mut owners = OWNERS;
                owners.sort_stably_by_key(|owner| !images.iter().any(|image| owner.split(':').next() == Some(*image)));
                self.used(Keyword::User, &owners);
                return;
            }
            (Keyword::Copy | Keyword::Add, "exclude") => {
                self.paths();
                return;
            }
            (Keyword::Copy | Keyword::Add, "chmod") => &["0755", "0644", "u+x"],
            (Keyword::Add, "checksum") => &["sha256:"],
            (Keyword::Healthcheck, "retries") => &["3", "5"],
            (Keyword::Healthcheck, _) => &["5s", "10s", "30s", "1m"],
            (Keyword::Run, "mount") => {
                self.mount(instruction);
                return;
            }
            _ if flags_of(instruction.keyword)
                .iter()
                .any(|known| known.name == flag && known.value == FlagValue::Boolean) =>
            {
                &["true", "false"]
            }
            _ => &[],
        };
        for value in values {
            self.add(Item::new(*value));
        }
    }

    pub(super) fn mount(&mut self, instruction: &Instruction) {
        let text = &self.context.file.text[self.word.clone()];
        let field = text.rfind(',').map_or(0, |at| at + 1);
        let fields: Vec<&str> = text[..field].split(',').collect();
        let start = self.word.start + field;
        if let Some((key, value)) = text[field..].split_once('=') {
            self.word = self.offset - value.len()..self.offset;
            let Some(known) = mount_key(key) else { return };
            match known.name {
                "from" => self.sources(instruction),
                "target" => {
                    let mut ranking = self.ranking();
                    ranking.table(CACHES, 2.0, 0.05, 1.0);
                    self.rank_file_words(&mut ranking, self.place());
                    self.rank_paths(&mut ranking);
                    self.add_all(ranking);
                }
                "id" => self.words_of_file(),
                "source" => self.paths(),
                "type" => {
                    for (name, description) in MOUNT_TYPES {
                        self.add(Item { documentation: Some((*description).to_owned()), ..Item::new(*name) });
                    }
                }
                _ => {
                    for value in known.values {
                        self.add(Item::new(*value));
                    }
                }
            }
            return;
        }
        self.word = start..self.offset;
        let kind = fields.iter().find_map(|field| field.strip_prefix("type=")).unwrap_or("");
        for key in MOUNT_KEYS {
            let name = |field: &&str| field.split('=').next().and_then(mount_key).map(|known| known.name);
            let is_given = fields.iter().any(|field| name(field) == Some(key.name));
            let fits = kind.is_empty() || key.types.is_empty() || key.types.contains(&kind);
            if fits && !is_given {
                self.add(Item {
                    text: Some(format!("{}=", key.name)),
                    documentation: Some(format!("{}\n\n[Reference]({REFERENCE}#run---mount)", key.description)),
                    kind: CompletionKind::Attribute,
                    ..Item::new(key.name)
                });
            }
        }
    }
}
