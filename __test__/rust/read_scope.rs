//! Random trees of directories, files and links. Whatever a `ReadScope` finds must be the file that the system finds,
//! and must be inside the scope.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use candor::platform::files::{Extent, Lookup, ReadScope, normalize};

const TREES: u64 = 100;
const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// A xorshift generator, so that every run uses the same trees.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("it is below a usize")
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Returns a relative path that consists of names and `..`.
    fn path(&mut self, most: usize) -> PathBuf {
        (0..=self.below(most)).map(|_| if self.below(4) == 0 { ".." } else { *self.pick(&NAMES) }).collect()
    }
}

/// Fills `top` with directories, files and links, and returns all of them.
fn grow(random: &mut Random, top: &Path) -> Vec<PathBuf> {
    let mut entries = Vec::new();
    let mut directories = vec![top.to_path_buf(), top.join("inside"), top.join("outside")];
    for directory in &directories[1..] {
        fs::create_dir(directory).expect("it is new");
    }
    for _ in 0..24 {
        let path = random.pick(&directories).join(random.pick(&NAMES));
        let made = match random.below(4) {
            0 => fs::create_dir(&path).map(|()| directories.push(path.clone())),
            1 => fs::write(&path, "x"),
            2 => symlink(random.path(3), &path),
            _ => symlink(top.join(random.path(4)), &path),
        };
        // If the name already exists, nothing is created.
        if made.is_ok() {
            entries.push(path);
        }
    }
    entries
}

#[test]
fn what_a_scope_finds_is_what_the_system_finds_and_lies_inside() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut found, mut refused, mut over_links) = (0, 0, 0);
    for tree in 0..TREES {
        let top = std::env::temp_dir().join(format!("candor-scope-{}-{tree}", std::process::id()));
        fs::create_dir(&top).expect("it is new");
        let top = top.canonicalize().expect("it is there");
        let entries = grow(&mut random, &top);
        let inside = top.join("inside");
        let mut scope = ReadScope::default();
        scope.add(&inside, Extent::Tree);
        for _ in 0..40 {
            let base = if entries.is_empty() || random.below(3) == 0 { &inside } else { random.pick(&entries) };
            let path = base.join(random.path(4));
            let resolved = normalize(&path).canonicalize().ok();
            match scope.find(&path) {
                Lookup::Found(place) => {
                    assert!(place.path().starts_with(&inside), "{} leads out of the scope", path.display());
                    assert_eq!(Some(place.path()), resolved.as_deref(), "{}", path.display());
                    found += 1;
                    over_links += usize::from(place.path() != normalize(&path));
                }
                Lookup::Missing | Lookup::Outside => {
                    // A path that ends inside may only be rejected if a link on it leads out of the scope and back.
                    let is_plain = resolved.as_ref().is_some_and(|resolved| *resolved == normalize(&path));
                    let is_inside = resolved.is_some_and(|resolved| resolved.starts_with(&inside));
                    assert!(!(is_plain && is_inside), "{} is inside", path.display());
                    refused += 1;
                }
            }
        }
        fs::remove_dir_all(&top).expect("it is ours");
    }
    assert!(found > 200 && refused > 1_000 && over_links > 10, "{found} {refused} {over_links}");
}
