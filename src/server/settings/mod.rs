//! Settings that can change while a server runs: what each source states, and the resulting settings.
//!
//! The sources, from the highest to the lowest precedence: the configuration of the editor, which the client or the
//! host's provider returns on request; the initialization options; the start options of the host; the defaults. Each
//! setting, and each rule, has the value of the highest source that states it.

pub mod parse;

use crate::languages::analysis::FormattingOptions;
use crate::languages::{Options, RuleSettings};

/// The name under which diagnostics are published: up to 64 characters that editors can show on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticSource(String);

impl DiagnosticSource {
    pub fn parse(name: &str) -> Option<Self> {
        const MAX_CHARACTERS: usize = 64;
        let is_shown = !name.trim().is_empty() && !name.chars().any(is_invisible);
        (is_shown && name.chars().nth(MAX_CHARACTERS).is_none()).then(|| Self(name.to_owned()))
    }
}

/// Whether a character breaks a line, or changes how the characters around it are shown.
pub fn is_invisible(character: char) -> bool {
    let is_direction = matches!(character, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || is_direction || character == '\u{feff}'
}

/// The settings of one source: `None` for each setting that it does not state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedSettings {
    /// See [`Options::validate_compose`].
    pub validate_compose: Option<bool>,
    /// Whether Compose files are supported at all.
    pub support_compose: Option<bool>,
    /// See [`Options::stop_at_first_error`].
    pub stop_at_first_error: Option<bool>,
    /// See [`Options::remove_overlapping_issues`].
    pub remove_overlapping_issues: Option<bool>,
    /// The name under which diagnostics are published.
    pub diagnostic_source: Option<DiagnosticSource>,
    /// The number of columns of an indentation. Overrides the client's request.
    pub tab_size: Option<usize>,
    /// Whether lines are indented with spaces. Overrides the client's request.
    pub insert_spaces: Option<bool>,
    /// The severities of rules.
    pub rules: RuleSettings,
}

impl StatedSettings {
    /// Returns these settings, and those of `lower` for all that are not stated here.
    #[must_use]
    pub fn over(&self, lower: &Self) -> Self {
        Self {
            validate_compose: self.validate_compose.or(lower.validate_compose),
            support_compose: self.support_compose.or(lower.support_compose),
            stop_at_first_error: self.stop_at_first_error.or(lower.stop_at_first_error),
            remove_overlapping_issues: self.remove_overlapping_issues.or(lower.remove_overlapping_issues),
            diagnostic_source: self.diagnostic_source.clone().or_else(|| lower.diagnostic_source.clone()),
            tab_size: self.tab_size.or(lower.tab_size),
            insert_spaces: self.insert_spaces.or(lower.insert_spaces),
            rules: self.rules.over(&lower.rules),
        }
    }
}

/// The settings in effect. They are immutable: a change creates a new value, so that running work sees one state.
#[derive(Debug, PartialEq, Eq)]
pub struct Settings {
    /// The settings on which analyses depend.
    pub options: Options,
    /// Whether Compose files are supported at all.
    pub support_compose: bool,
    pub rules: RuleSettings,
    diagnostic_source: Option<DiagnosticSource>,
    tab_size: Option<usize>,
    insert_spaces: Option<bool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self::from_stated(StatedSettings::default())
    }
}

impl Settings {
    /// Creates the settings from the combined statements of all sources.
    pub fn from_stated(stated: StatedSettings) -> Self {
        let default = Options::default();
        Self {
            options: Options {
                remove_overlapping_issues: stated
                    .remove_overlapping_issues
                    .unwrap_or(default.remove_overlapping_issues),
                stop_at_first_error: stated.stop_at_first_error.unwrap_or(default.stop_at_first_error),
                validate_compose: stated.validate_compose.unwrap_or(default.validate_compose),
            },
            support_compose: stated.support_compose.unwrap_or(true),
            rules: stated.rules,
            diagnostic_source: stated.diagnostic_source,
            tab_size: stated.tab_size,
            insert_spaces: stated.insert_spaces,
        }
    }

    /// Returns the name under which diagnostics are published, if it is set.
    pub fn diagnostic_source(&self) -> Option<&str> {
        self.diagnostic_source.as_ref().map(|source| source.0.as_str())
    }

    /// Returns how lines are indented: according to the settings, otherwise as the request states.
    pub fn formatting(&self, requested: FormattingOptions) -> FormattingOptions {
        FormattingOptions {
            tab_size: self.tab_size.unwrap_or(requested.tab_size),
            insert_spaces: self.insert_spaces.unwrap_or(requested.insert_spaces),
        }
    }
}
