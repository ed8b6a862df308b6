//! Which files belong to Terraform.

/// Whether a file of this name is part of its directory's module. Hidden files and override files are, too.
pub fn is_file_name(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "tf")
}

/// Whether a file of this name contains values of variables.
pub fn is_tfvars_file(file_name: &str) -> bool {
    let name = file_name.strip_suffix(".json").unwrap_or(file_name);
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "tfvars")
}
