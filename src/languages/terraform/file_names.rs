//! The names of files that belong to Terraform and OpenTofu.

/// The part of a module that a file contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Declarations of the module, in the native syntax or in JSON.
    Module,
    /// Values of the module's variables.
    Variables,
    /// Tests of the module.
    Test,
    /// Mock data for tests.
    Mock,
    /// Files of other commands, for which only the syntax is checked: stacks, queries, policies.
    Other,
}

/// The suffixes of the names of each kind, without `.json`.
const ENDS: [(&str, FileKind); 14] = [
    (".tf", FileKind::Module),
    (".tofu", FileKind::Module),
    (".tfvars", FileKind::Variables),
    (".tftest.hcl", FileKind::Test),
    (".tftest", FileKind::Test),
    (".tofutest.hcl", FileKind::Test),
    (".tofutest", FileKind::Test),
    (".tfmock.hcl", FileKind::Mock),
    (".tfquery.hcl", FileKind::Other),
    (".tfcomponent.hcl", FileKind::Other),
    (".tfstack.hcl", FileKind::Other),
    (".tfdeploy.hcl", FileKind::Other),
    (".policy.hcl", FileKind::Other),
    (".policytest.hcl", FileKind::Other),
];

impl FileKind {
    /// Returns the kind of a document with this name. An editor can open a file with any other name as Terraform.
    pub fn from_name(name: &str) -> Self {
        Self::known(name).unwrap_or(Self::Module)
    }

    /// Returns the kind of a file in a folder, if its name belongs to Terraform or OpenTofu.
    pub fn known(name: &str) -> Option<Self> {
        let name = name.rsplit('/').next().unwrap_or(name);
        let stem = name.strip_suffix(".json").unwrap_or(name);
        // Tests in JSON are named `x.tftest.json`; `x.tftest` alone is not a test.
        let is_json = stem.len() < name.len();
        let is_word = |end: &str| end == ".tftest" || end == ".tofutest";
        let known = ENDS.iter().find(|(end, _)| stem.ends_with(end) && (is_json || !is_word(end)));
        known.map(|(_, kind)| *kind)
    }

    /// Whether a file with this name declares parts of its folder's module.
    pub fn is_module_file(name: &str) -> bool {
        Self::known(name) == Some(Self::Module)
    }
}

/// Whether a file with this name is part of its directory's module in Terraform. Includes hidden files and override
/// files.
pub fn is_file_name(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "tf")
}

/// Whether a file with this name uses the JSON syntax.
pub fn is_json_file(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "json")
}

/// Whether a file with this name contains values of variables.
pub fn is_tfvars_file(file_name: &str) -> bool {
    FileKind::known(file_name) == Some(FileKind::Variables)
}

/// Whether a file with this name is merged into the other files of its module.
pub fn is_override_file(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    let stem = name.strip_suffix(".tf").or_else(|| name.strip_suffix(".tofu"));
    stem.is_some_and(|stem| stem == "override" || stem.ends_with("_override"))
}

/// Whether a file with this name contains tests of a module.
pub fn is_test_file(name: &str) -> bool {
    FileKind::known(name) == Some(FileKind::Test)
}

/// Whether a file with this name contains mock data for tests.
pub fn is_mock_file(name: &str) -> bool {
    FileKind::known(name) == Some(FileKind::Mock)
}

/// Whether a file with this name is part of its directory's module in OpenTofu only.
pub fn is_opentofu_file(name: &str) -> bool {
    FileKind::is_module_file(name) && !is_file_name(name)
}

/// Whether a file with this name belongs to a stack, a query or a policy.
pub fn is_other_file(name: &str) -> bool {
    FileKind::known(name) == Some(FileKind::Other)
}

/// The name of the file that OpenTofu reads instead of a file with this name, if there is one.
pub fn opentofu_name(name: &str) -> Option<String> {
    let (stem, json) = name.strip_suffix(".json").map_or((name, ""), |stem| (stem, ".json"));
    stem.strip_suffix(".tf").map(|stem| format!("{stem}.tofu{json}"))
}
