//! The import graph of a crate's files, and its cycles.
//!
//! There is an arrow from a file that names an item to the file that defines it, independently of the form of the path:
//! `crate::`, `super::`, a group, a renamed import, or a re-export in the `mod.rs` of another folder. Declaring or
//! importing a module is not an arrow, but naming one of its items is. Code under `#[cfg(test)]` does not count.
//!
//! Arrows from a file to the `mod.rs` of a folder that contains it are not part of a cycle: a file may use what its
//! parent modules define.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

use super::reading::{Token, code, tokens};

/// Keywords that define the name after them.
const DEFINING: [&str; 8] = ["const", "enum", "fn", "macro_rules", "static", "struct", "trait", "type"];

/// The files of a crate, with their imports.
pub struct Imports<'a> {
    files: Vec<File<'a>>,
    /// Maps module paths, without `crate`, to the index of the file that contains the module.
    modules: HashMap<Vec<String>, usize>,
}

struct File<'a> {
    path: &'a str,
    module: Vec<String>,
    /// The names in the file's module and in its nested modules.
    scopes: HashMap<Vec<String>, Scope>,
    uses: Vec<Use>,
    /// Modules that only exist in tests.
    test_modules: Vec<Vec<String>>,
}

/// The names of a module.
#[derive(Default)]
struct Scope {
    defined: HashSet<String>,
    imported: HashMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// A path that a file uses.
struct Use {
    module: Vec<String>,
    names: Vec<String>,
    line: usize,
}

/// An import of one file by another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    pub name: String,
    pub line: usize,
}

/// Files that import each other.
pub struct Circle {
    pub files: BTreeSet<String>,
    pub arrows: Vec<Arrow>,
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let files: Vec<&str> = self.files.iter().map(String::as_str).collect();
        writeln!(f, "{}:", files.join(", "))?;
        for Arrow { from, to, name, line } in &self.arrows {
            writeln!(f, "  src/{from}:{line} uses {name} of {to}")?;
        }
        Ok(())
    }
}

/// The target of a path.
enum Target {
    Module(Vec<String>),
    /// An item in a file.
    Item(usize),
}

impl<'a> Imports<'a> {
    /// Parses files, each with its path relative to `src/` and its text.
    pub fn new(sources: &[(&'a str, &'a str)]) -> Self {
        let mut files: Vec<File> = sources.iter().map(|(path, text)| File::read(path, text)).collect();
        let tests: Vec<Vec<String>> = files.iter().flat_map(|file| file.test_modules.clone()).collect();
        files.retain(|file| !tests.iter().any(|test| file.module.starts_with(test)));
        let mut modules = HashMap::new();
        for (index, file) in files.iter().enumerate() {
            for scope in file.scopes.keys() {
                modules.insert(scope.clone(), index);
            }
            modules.insert(file.module.clone(), index);
        }
        Self { files, modules }
    }

    /// Returns each arrow once, with the first place that causes it.
    pub fn arrows(&self) -> Vec<Arrow> {
        let mut arrows: BTreeMap<(usize, usize), Arrow> = BTreeMap::new();
        for (from, file) in self.files.iter().enumerate() {
            for used in file.uses.iter().filter(|used| file.may_be_elsewhere(used)) {
                let Some(Target::Item(to)) = self.resolve(&used.module, &used.names, &mut HashSet::new()) else {
                    continue;
                };
                if to != from {
                    arrows.entry((from, to)).or_insert_with(|| Arrow {
                        from: file.path.to_owned(),
                        to: self.files[to].path.to_owned(),
                        name: used.names.join("::"),
                        line: used.line,
                    });
                }
            }
        }
        arrows.into_values().collect()
    }

    /// Resolves a path that is used in a module. `seen` contains the names whose imports are being followed.
    fn resolve(&self, module: &[String], names: &[String], seen: &mut HashSet<Vec<String>>) -> Option<Target> {
        let mut current = module.to_vec();
        for (index, name) in names.iter().enumerate() {
            match name.as_str() {
                "crate" => current.clear(),
                "self" => {}
                "super" => {
                    current.pop()?;
                }
                _ => {
                    let child: Vec<String> = current.iter().cloned().chain([name.clone()]).collect();
                    let is_item = index + 1 == names.len() && self.defines(&current, name);
                    if self.modules.contains_key(&child) && !is_item {
                        current = child;
                        continue;
                    }
                    let is_bare = index == 0;
                    return self.item(&current, &names[index..], is_bare, seen);
                }
            }
        }
        Some(Target::Module(current))
    }

    fn defines(&self, module: &[String], name: &str) -> bool {
        let scope = self.modules.get(module).and_then(|file| self.files[*file].scopes.get(module));
        scope.is_some_and(|scope| scope.defined.contains(name))
    }

    /// Returns the file that defines a name of a module.
    fn item(
        &self,
        module: &[String],
        names: &[String],
        is_bare: bool,
        seen: &mut HashSet<Vec<String>>,
    ) -> Option<Target> {
        let (name, rest) = names.split_first()?;
        let file = *self.modules.get(module)?;
        let key: Vec<String> = module.iter().chain([name]).cloned().collect();
        if !seen.insert(key) {
            return None;
        }
        let scope = self.files[file].scopes.get(module);
        if let Some(path) = scope.and_then(|scope| scope.imported.get(name)) {
            let path: Vec<String> = path.iter().chain(rest).cloned().collect();
            return self.resolve(module, &path, seen);
        }
        if scope.is_some_and(|scope| scope.defined.contains(name)) {
            return Some(Target::Item(file));
        }
        for glob in scope.map(|scope| scope.globs.as_slice()).unwrap_or_default() {
            if let Some(Target::Module(from)) = self.resolve(module, glob, &mut HashSet::new())
                && let Some(target) = self.item(&from, names, true, seen)
            {
                return Some(target);
            }
        }
        // A macro may have defined it. A bare name is local, or belongs to another crate.
        (!is_bare).then_some(Target::Item(file))
    }

    /// Returns the cycles, each with its files and the arrows between them.
    pub fn circles(&self) -> Vec<Circle> {
        let mut arrows = self.arrows();
        arrows.retain(|arrow| !is_around(&arrow.to, &arrow.from));
        let circles = strongly_connected(&arrows).into_iter();
        circles
            .map(|files| {
                let is_inside = |arrow: &&Arrow| files.contains(&arrow.from) && files.contains(&arrow.to);
                let mut arrows: Vec<Arrow> = arrows.iter().filter(is_inside).cloned().collect();
                arrows.sort();
                Circle { files, arrows }
            })
            .collect()
    }
}

/// Whether a file is the `mod.rs` of a folder that contains another file.
fn is_around(module: &str, file: &str) -> bool {
    module.strip_suffix("mod.rs").is_some_and(|folder| module != file && file.starts_with(folder))
}

/// Returns the strongly connected components with more than one file.
fn strongly_connected(arrows: &[Arrow]) -> Vec<BTreeSet<String>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut previous: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().push(&arrow.to);
        previous.entry(&arrow.to).or_default().push(&arrow.from);
    }
    let mut left: BTreeSet<&str> = next.keys().copied().collect();
    let mut circles = Vec::new();
    while let Some(start) = left.first().copied() {
        let (down, up) = (reach(start, &next), reach(start, &previous));
        let circle: BTreeSet<String> = down.intersection(&up).map(|file| (*file).to_owned()).collect();
        left.retain(|file| *file != start && !circle.contains(*file));
        if circle.len() > 1 {
            circles.push(circle);
        }
    }
    circles
}

fn reach<'a>(start: &'a str, arrows: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        open.extend(arrows.get(file).into_iter().flatten().filter(|next| reached.insert(next)));
    }
    reached
}

impl<'a> File<'a> {
    fn read(path: &'a str, text: &str) -> Self {
        let stem = path.strip_suffix(".rs").unwrap_or(path);
        let names = stem.split('/').filter(|name| !matches!(*name, "mod" | "lib"));
        let module: Vec<String> = names.map(str::to_owned).collect();
        let scopes = HashMap::from([(module.clone(), Scope::default())]);
        let mut reader = FileReader {
            tokens: &tokens(&code(text)),
            module: module.clone(),
            braces: Vec::new(),
            file: Self { path, module, scopes, uses: Vec::new(), test_modules: Vec::new() },
        };
        reader.read();
        reader.file
    }

    /// Whether a path can refer to another file. A bare name that is not imported cannot.
    fn may_be_elsewhere(&self, used: &Use) -> bool {
        let [name] = used.names.as_slice() else { return true };
        self.scopes.get(&used.module).is_some_and(|scope| scope.imported.contains_key(name) || !scope.globs.is_empty())
    }
}

/// Parses the tokens of a file.
struct FileReader<'a, 't> {
    tokens: &'t [Token],
    module: Vec<String>,
    /// For each open brace, whether it belongs to a module.
    braces: Vec<bool>,
    file: File<'a>,
}

impl FileReader<'_, '_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    fn read(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            at = match self.text(at) {
                "#" if self.text(at + 1) == "[" => self.attribute(at),
                "{" => {
                    let is_module = at >= 2 && self.text(at - 2) == "mod";
                    if is_module {
                        self.module.push(self.text(at - 1).to_owned());
                        self.file.scopes.entry(self.module.clone()).or_default();
                    }
                    self.braces.push(is_module);
                    at + 1
                }
                "}" => {
                    if self.braces.pop() == Some(true) {
                        self.module.pop();
                    }
                    at + 1
                }
                "use" if self.text(at + 1) != "<" => self.use_declaration(at),
                "mod" => at + 2,
                _ if self.is_word(at) => self.word(at),
                _ => at + 1,
            };
        }
    }

    /// Skips an attribute, and the item after it if the item only exists in tests.
    fn attribute(&mut self, start: usize) -> usize {
        let end = self.end_of_group(start + 1, "[", "]");
        let words = || (start..end).map(|at| self.text(at));
        let is_test =
            self.text(start + 2) == "cfg" && words().any(|word| word == "test") && !words().any(|word| word == "not");
        if !is_test {
            return end;
        }
        let mut at = end;
        while !matches!(self.text(at), "" | "{" | ";") {
            if self.text(at) == "mod" && self.text(at + 2) == ";" {
                let module = self.module.iter().cloned().chain([self.text(at + 1).to_owned()]).collect();
                self.file.test_modules.push(module);
            }
            at += 1;
        }
        if self.text(at) == "{" { self.end_of_group(at, "{", "}") } else { at + 1 }
    }

    /// Returns the index of the token after a group that starts at a token.
    fn end_of_group(&self, start: usize, open: &str, close: &str) -> usize {
        let mut depth = 0_usize;
        for at in start..self.tokens.len() {
            if self.text(at) == open {
                depth += 1;
            } else if self.text(at) == close {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
        }
        self.tokens.len()
    }

    fn scope(&mut self) -> &mut Scope {
        self.file.scopes.entry(self.module.clone()).or_default()
    }

    fn use_declaration(&mut self, start: usize) -> usize {
        let before = start.checked_sub(1).map_or("", |at| self.text(at));
        let is_reexport = before == "pub" || before == ")";
        let mut at = start + 1;
        if self.text(at) == "::" {
            at += 1;
        }
        at = self.use_tree(at, &[], is_reexport);
        while !matches!(self.text(at), "" | ";") {
            at += 1;
        }
        at + 1
    }

    /// Parses a path or group in a `use` declaration, after the names before it.
    fn use_tree(&mut self, start: usize, before: &[String], is_reexport: bool) -> usize {
        let mut names = before.to_vec();
        let mut at = start;
        loop {
            match self.text(at) {
                "{" => {
                    at += 1;
                    while !matches!(self.text(at), "" | "}") {
                        at = if self.text(at) == "," { at + 1 } else { self.use_tree(at, &names, is_reexport) };
                    }
                    return at + 1;
                }
                "*" => {
                    self.scope().globs.push(names);
                    return at + 1;
                }
                "self" if !names.is_empty() => {}
                word => names.push(word.to_owned()),
            }
            at += 1;
            if self.text(at) != "::" {
                break;
            }
            at += 1;
        }
        let mut name = names.last().cloned().unwrap_or_default();
        if self.text(at) == "as" {
            self.text(at + 1).clone_into(&mut name);
            at += 2;
        }
        if !is_reexport {
            self.add_use(names.clone(), start);
        }
        self.scope().imported.insert(name, names);
        at
    }

    fn add_use(&mut self, names: Vec<String>, at: usize) {
        let line = self.tokens.get(at).map_or(0, |token| token.line);
        self.file.uses.push(Use { module: self.module.clone(), names, line });
    }

    /// Parses a word outside of `use` declarations, and the path that it starts.
    fn word(&mut self, start: usize) -> usize {
        let word = self.text(start);
        if DEFINING.contains(&word) && self.braces.iter().all(|is_module| *is_module) {
            let name = if self.text(start + 1) == "!" { start + 2 } else { start + 1 };
            let name = self.text(name).to_owned();
            self.scope().defined.insert(name);
            return start + 1;
        }
        let mut names = vec![word.to_owned()];
        let mut at = start + 1;
        while self.text(at) == "::" && self.is_word(at + 1) {
            names.push(self.text(at + 1).to_owned());
            at += 2;
        }
        let before = start.checked_sub(1).map_or("", |at| self.text(at));
        if !matches!(before, "." | "::") {
            self.add_use(names, start);
        }
        at
    }
}
