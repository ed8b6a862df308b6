//! The event that announces a client without any options. This file is compiled for the library and for its models, so
//! the crate that includes it calls the crate under test `library`.

use super::library::telemetry::anonymise::{RootKind, ServerVersion};
use super::library::telemetry::catalogue::InitializeEvent;

/// Returns the event for a client that sends no options and has a file as its root.
pub fn initialize_event() -> InitializeEvent {
    InitializeEvent {
        ls_version: ServerVersion::CURRENT,
        root_uri: RootKind::FILE,
        client_name: None,
        client_version: None,
        reference_count_code_lens: false,
        refresh_module_providers: None,
        refresh_module_calls: None,
        refresh_terraform_version: None,
        ignore_single_file_warning: false,
        root_module_paths: false,
        exclude_module_paths: false,
        command_prefix: false,
        ignore_directory_names: false,
        ignore_paths: false,
        validate_on_save: false,
        prefill_required_fields: false,
        terraform_path: false,
        terraform_timeout: None,
        terraform_log_file_path: false,
        early_validation: true,
    }
}
