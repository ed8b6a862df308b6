//! The index entry of each file in a workspace, which can have thousands of modules: the modules that the file calls,
//! and the names in its outline. It is small, and depends only on the text and the name of the file.

use crate::languages::answers::Symbol;
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::facts::FileFacts;
use crate::languages::terraform::syntax::config::File;

use super::symbols::symbols;

/// The maximum total length of the names of one file, in bytes. A file with longer names is always searched itself.
const MAX_NAMES_LEN: usize = 16 << 10;

/// The index entry of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// The modules that the file calls, in the order of the text.
    pub calls: Vec<CalledModule>,
    /// The names in the outline in lower case, one per line. `None` if they are too long.
    pub names: Option<Box<str>>,
}

/// Where Terraform finds a called module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalledModule {
    /// In a folder, given by its path relative to the folder of the caller.
    Local(Box<str>),
    /// In the folder in which it was installed for the call with this name.
    Installed(Box<str>),
}

/// Creates the index entry of a file.
pub fn index_entry(file_name: &str, text: &str) -> IndexEntry {
    let file = File::parse(file_name, text);
    let names = names(&symbols(&file));
    let kind = FileKind::from_name(file_name);
    if !matches!(kind, FileKind::Module | FileKind::Test) {
        return IndexEntry { calls: Vec::new(), names };
    }
    let facts = match &file {
        // The names of blocks and arguments cannot contain escapes, so this file calls no module.
        File::Native(_) if !text.contains("module") || !text.contains("source") => FileFacts::default(),
        File::Native(_) => FileFacts::from_file(kind, &file),
        File::Json(_) => FileFacts::parse(file_name, text),
    };
    let calls = facts.calls.iter().filter_map(|call| {
        let source = call.source.as_ref()?;
        Some(match call.local_path() {
            Some(path) => CalledModule::Local(path.into()),
            None if source.value.is_empty() => return None,
            None => CalledModule::Installed(call.installed_name().into()),
        })
    });
    IndexEntry { calls: calls.collect(), names }
}

fn names(symbols: &[Symbol]) -> Option<Box<str>> {
    let mut names: Vec<String> = Vec::new();
    let mut open: Vec<&Symbol> = symbols.iter().collect();
    let mut length = 0;
    while let Some(symbol) = open.pop() {
        length += symbol.name.len() + 1;
        if length > MAX_NAMES_LEN {
            return None;
        }
        names.push(symbol.name.to_lowercase());
        open.extend(&symbol.children);
    }
    names.sort_unstable();
    names.dedup();
    Some(names.join("\n").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(path: &str) -> CalledModule {
        CalledModule::Local(path.into())
    }

    fn installed(name: &str) -> CalledModule {
        CalledModule::Installed(name.into())
    }

    #[test]
    fn an_entry_has_the_modules_that_a_file_calls_in_both_syntaxes_and_in_tests() {
        let native =
            "module \"a\" {\n  source = \"./a\"\n}\nmodule \"b\" {\n  source = \"x/b/aws\"\n}\nmodule \"c\" {}\n";
        assert_eq!(index_entry("main.tf", native).calls, [local("./a"), installed("b")]);
        let json = r#"{"\u006dodule": {"a": {"\u0073ource": "../a"}}}"#;
        assert_eq!(index_entry("main.tf.json", json).calls, [local("../a")]);
        let test = "run \"r\" {\n  module {\n    source = \"./setup\"\n  }\n}\n";
        assert_eq!(index_entry("a.tftest.hcl", test).calls, [local("./setup")]);
        let broken = "module \"a\" {\n  source = \"./a\"\n";
        assert_eq!(index_entry("main.tf", broken).calls, [local("./a")]);
        assert!(index_entry("a.tfvars", native).calls.is_empty());
    }

    #[test]
    fn an_entry_has_the_names_of_the_outline_in_lower_case() {
        let names = |text: &str| index_entry("main.tf", text).names;
        assert_eq!(names("variable \"A\" {\n  type = string\n}\n").as_deref(), Some("type\nvariable \"a\""));
        assert_eq!(names("").as_deref(), Some(""));
        let long = format!("a{} = 1\n", "b".repeat(MAX_NAMES_LEN));
        assert_eq!(names(&long), None);
    }
}
