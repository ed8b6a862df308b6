//! The flags of the instructions.

/// A flag of an instruction.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    pub name: &'static str,
    pub value: FlagValue,
}

/// The value that a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagValue {
    Boolean,
    String,
    /// A string. The flag can be repeated.
    Strings,
}

pub const ADD: &[Flag] = &[
    flag("chown", FlagValue::String),
    flag("chmod", FlagValue::String),
    flag("link", FlagValue::Boolean),
    flag("keep-git-dir", FlagValue::Boolean),
    flag("checksum", FlagValue::String),
    flag("unpack", FlagValue::Boolean),
    flag("exclude", FlagValue::Strings),
];
pub const COPY: &[Flag] = &[
    flag("chown", FlagValue::String),
    flag("from", FlagValue::String),
    flag("chmod", FlagValue::String),
    flag("link", FlagValue::Boolean),
    flag("exclude", FlagValue::Strings),
    flag("parents", FlagValue::Boolean),
];
pub const FROM: &[Flag] = &[flag("platform", FlagValue::String)];
pub const HEALTHCHECK: &[Flag] = &[
    flag("interval", FlagValue::String),
    flag("timeout", FlagValue::String),
    flag("start-period", FlagValue::String),
    flag("start-interval", FlagValue::String),
    flag("retries", FlagValue::String),
];
pub const RUN: &[Flag] = &[
    flag("mount", FlagValue::Strings),
    flag("network", FlagValue::String),
    flag("security", FlagValue::String),
    flag("device", FlagValue::Strings),
];

const fn flag(name: &'static str, value: FlagValue) -> Flag {
    Flag { name, value }
}
