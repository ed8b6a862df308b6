//! The value of `RUN --mount=`: comma-separated `key=value` fields.

use std::borrow::Cow;

use crate::languages::byte_size::is_byte_size;
use crate::languages::dockerfile::Dialect;
use crate::languages::dockerfile::syntax::expansion::{Certainty, Value};
use crate::languages::dockerfile::values::go_bool::parse_go_bool;
use crate::languages::text::closest_match;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// The type of the mount, or `None` if it depends on variables.
    pub kind: Option<Kind>,
    pub from: String,
    pub source: Value<'static>,
    pub target: Value<'static>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}

/// A function that expands the variables in a value.
pub type Expand<'e> = &'e mut (dyn for<'t> FnMut(&'t str) -> Result<Value<'t>, String> + 'e);

const KEYS: [&str; 19] = [
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "readwrite",
    "env",
];
const KINDS: [(&str, Kind); 5] = [
    ("bind", Kind::Bind),
    ("cache", Kind::Cache),
    ("tmpfs", Kind::Tmpfs),
    ("secret", Kind::Secret),
    ("ssh", Kind::Ssh),
];

/// Fields that only Buildah supports, with and without a value.
const BUILDAH_KEYS: [&str; 13] = [
    "bind-nonrecursive",
    "bind-propagation",
    "chown",
    "consistency",
    "idmap",
    "notmpcopyup",
    "propagation",
    "relabel",
    "tmpcopyup",
    "tmpfs-mode",
    "tmpfs-size",
    "u",
    "z",
];

/// A mount whose fields are being parsed.
struct Builder {
    mount: Mount,
    dialect: Dialect,
    has_file_information: bool,
    has_sharing: bool,
    /// The value of `id`, or an empty value if there is none.
    id: Value<'static>,
}

impl Mount {
    /// Parses a mount. Without `expand`, only those parts are checked that variables cannot change.
    ///
    /// # Errors
    ///
    /// If a field is invalid in every build, or is not compatible with the other fields.
    pub fn parse(value: &str, mut expand: Option<Expand<'_>>, dialect: Dialect) -> Result<Self, String> {
        let mount =
            Self { kind: Some(Kind::Bind), from: String::new(), source: Value::default(), target: Value::default() };
        let mut builder =
            Builder { mount, dialect, has_file_information: false, has_sharing: false, id: Value::default() };
        for field in fields(value)? {
            match &mut expand {
                Some(expand) => builder.field(&field, Some(&mut **expand))?,
                None => builder.field(&field, None)?,
            }
        }
        builder.finish()
    }
}

impl Builder {
    fn field(&mut self, field: &str, expand: Option<Expand>) -> Result<(), String> {
        let (key, value) = field.split_once('=').map_or((field, None), |(key, value)| (key, Some(value)));
        let key = lower(key);
        let Some(expand) = expand else {
            let names_variable = |value: &str| value.find('$').is_some_and(|at| at + 1 < value.len());
            return match value {
                Some(value) if key == "from" && names_variable(value) && self.dialect == Dialect::Dockerfile => {
                    Err("invalid mount: `from` cannot contain variables; name the image with `FROM … AS name`"
                        .to_owned())
                }
                Some(value) if key == "from" => {
                    value.clone_into(&mut self.mount.from);
                    Ok(())
                }
                _ => Ok(()),
            };
        };
        if self.dialect == Dialect::Containerfile && BUILDAH_KEYS.contains(&&*key) {
            return Ok(());
        }
        match value {
            Some(value) => {
                let value = expand(value)?;
                self.value(&key, &value, field)
            }
            None => match &*key {
                "readonly" | "ro" | "readwrite" | "rw" => Ok(()),
                "required" => self.require(self.is_provided(), &key),
                _ => Err(format!("invalid mount option `{field}`: expected key=value")),
            },
        }
    }

    fn value(&mut self, key: &str, value: &Value, field: &str) -> Result<(), String> {
        let Some(text) = value.certain() else {
            self.unknown_value(key, value);
            return if KEYS.contains(&key) { Ok(()) } else { Err(unknown_key(key)) };
        };
        let invalid = |expected: &str| Err(format!("invalid mount option `{field}`: expected {expected}"));
        match key {
            "type" => {
                let kind = KINDS.iter().find(|(name, _)| text.eq_ignore_ascii_case(name));
                let Some((_, kind)) = kind else {
                    let hint = closest_match(text, KINDS.iter().map(|(name, _)| *name));
                    let hint = hint.map_or("expected bind, cache, tmpfs, secret or ssh".to_owned(), |name| {
                        format!("did you mean `{name}`?")
                    });
                    return Err(format!("unknown mount type `{text}`; {hint}"));
                };
                self.mount.kind = Some(*kind);
            }
            "from" => text.clone_into(&mut self.mount.from),
            "source" | "src" => self.mount.source = owned(value),
            "target" | "dst" | "destination" => self.mount.target = owned(value),
            "readonly" | "ro" | "readwrite" | "rw" if parse_go_bool(text).is_none() => {
                return invalid("true or false");
            }
            "required" => {
                self.require(self.is_provided(), key)?;
                if parse_go_bool(text).is_none() {
                    return invalid("true or false");
                }
            }
            "size" => {
                self.require(self.is_kind(&[Kind::Tmpfs]), key)?;
                if !is_byte_size(text) {
                    return invalid("a size, for example 64m");
                }
            }
            "id" => self.id = owned(value),
            "sharing" => {
                if !["shared", "private", "locked"].iter().any(|name| text.eq_ignore_ascii_case(name)) {
                    return invalid("shared, private or locked");
                }
                self.has_sharing = true;
            }
            "mode" | "uid" | "gid" => {
                let radix = if key == "mode" { 8 } else { 10 };
                if text.starts_with('+') || u32::from_str_radix(text, radix).is_err() {
                    return invalid(if key == "mode" { "an octal number" } else { "a number" });
                }
                self.has_file_information = true;
            }
            "readonly" | "ro" | "readwrite" | "rw" | "env" => {}
            _ => return Err(unknown_key(key)),
        }
        Ok(())
    }

    /// Handles a field whose value depends on arguments or the image.
    fn unknown_value(&mut self, key: &str, value: &Value) {
        match key {
            "type" => self.mount.kind = None,
            "source" | "src" => self.mount.source = unknown(value),
            "target" | "dst" | "destination" => self.mount.target = unknown(value),
            "id" => self.id = unknown(value),
            _ => {}
        }
    }

    fn finish(self) -> Result<Mount, String> {
        let Some(kind) = self.mount.kind.filter(|_| self.dialect == Dialect::Dockerfile) else {
            return Ok(self.mount);
        };
        let error = |message: &str| Err(format!("invalid mount: {message}"));
        if self.has_file_information && matches!(kind, Kind::Bind | Kind::Tmpfs) {
            return error("`mode`, `uid` and `gid` are only allowed for types secret, ssh and cache");
        }
        if kind == Kind::Secret {
            if !self.mount.from.is_empty() {
                return error("`from` is not allowed for type secret");
            }
            let is_empty = |value: &Value| value.certain() == Some("");
            let has = |value: &Value| value.certain().is_some_and(|text| !text.is_empty());
            if [&self.mount.source, &self.mount.target, &self.id].into_iter().all(is_empty) {
                return error("type secret requires an `id`, a `source` or a `target`");
            }
            if has(&self.mount.source) && has(&self.id) {
                return error("`source` and `id` cannot be combined for type secret; remove one of them");
            }
        }
        if self.has_sharing && kind != Kind::Cache {
            return error("`sharing` is only allowed for type cache");
        }
        Ok(self.mount)
    }

    /// Returns an error unless mounts of this type have the field.
    fn require(&self, holds: bool, key: &str) -> Result<(), String> {
        if holds || self.dialect == Dialect::Containerfile {
            Ok(())
        } else {
            Err(format!("invalid mount: `{key}` is not allowed for this type"))
        }
    }

    fn is_provided(&self) -> bool {
        self.is_kind(&[Kind::Secret, Kind::Ssh])
    }

    /// Whether the type is one of these, or unknown.
    fn is_kind(&self, kinds: &[Kind]) -> bool {
        self.mount.kind.is_none_or(|kind| kinds.contains(&kind))
    }
}

fn unknown_key(key: &str) -> String {
    let hint = closest_match(key, KEYS).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    format!("unknown mount option `{key}`{hint}")
}

fn owned(value: &Value) -> Value<'static> {
    Value { text: Cow::Owned(value.text.clone().into_owned()), certainty: value.certainty }
}

fn unknown(value: &Value) -> Value<'static> {
    Value { certainty: Certainty::Unknown, ..owned(value) }
}

fn lower(key: &str) -> Cow<'_, str> {
    let is_lower = key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(key) } else { Cow::Owned(key.to_lowercase()) }
}

/// Returns the reason why a value of `RUN --device=` is invalid. A valid value consists of the name of a device, and of
/// whether the device is required.
pub fn device_error(value: &str) -> Option<String> {
    let fields = match fields(value) {
        Ok(fields) => fields,
        Err(message) => return Some(message),
    };
    let mut has_name = false;
    for field in fields {
        let (key, value) = field.split_once('=').map_or((&*field, None), |(key, value)| (key, Some(value)));
        match (key.to_lowercase().as_str(), value) {
            ("required", None) => {}
            ("required", Some(value)) if parse_go_bool(value).is_some() => {}
            ("required", Some(value)) => {
                return Some(format!("invalid value `{value}` for `required`: expected true or false"));
            }
            ("name", Some(_)) if has_name => return Some("duplicate device name".to_owned()),
            ("name", Some(name)) => has_name = !name.is_empty(),
            _ if has_name => return Some(format!("unknown device option `{field}`")),
            _ => has_name = !field.is_empty(),
        }
    }
    None
}

/// Splits comma-separated values into fields. Fields that contain commas are quoted.
pub fn fields(value: &str) -> Result<Vec<Cow<'_, str>>, String> {
    if value.is_empty() {
        return Err("missing value: expected key=value pairs, separated by commas".to_owned());
    }
    let mut fields = Vec::new();
    let mut rest = value;
    loop {
        let Some(quoted) = rest.strip_prefix('"') else {
            let (field, after) = rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after)));
            if field.contains('"') {
                return Err(format!("unexpected quote in `{field}`; quote the whole option"));
            }
            fields.push(Cow::Borrowed(field));
            match after {
                Some(after) => rest = after,
                None => return Ok(fields),
            }
            continue;
        };
        let mut field = Cow::Borrowed("");
        let mut tail = quoted;
        loop {
            let Some((text, after)) = tail.split_once('"') else {
                return Err("unterminated quoted string".to_owned());
            };
            field += text;
            let Some(doubled) = after.strip_prefix('"') else {
                tail = after;
                break;
            };
            field += "\"";
            tail = doubled;
        }
        fields.push(field);
        match tail.strip_prefix(',') {
            Some(after) => rest = after,
            None if tail.is_empty() => return Ok(fields),
            None => return Err("expected a comma after the quoted option".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts_are_checked() {
        let error = |value: &str| {
            let same: Expand = &mut |text| Ok(Value::literal(text));
            Mount::parse(value, Some(same), Dialect::Dockerfile).err()
        };
        for good in [
            "type=cache,target=/root/.cache,sharing=locked",
            "type=bind,source=.,target=/src,rw",
            "type=secret,id=token,required",
            "type=tmpfs,target=/tmp,size=1.5GiB",
            "\"type=cache\",target=/a",
            "target=/src",
        ] {
            assert_eq!(error(good), None, "{good}");
        }
        for bad in [
            "type=chache,target=/a",
            "type=bind,sharing=locked",
            "type=secret",
            "type=secret,id=a,source=b",
            "type=bind,mode=0755",
            "type=cache,mode=99",
            "tagret=/a",
            "type=cache,target",
            "type=cache,size=1",
            "a\"b",
            "\"a",
            "",
        ] {
            assert!(error(bad).is_some(), "{bad}");
        }
        for good in ["vendor.com/gpu=all", "gpu,required", "name=gpu,required=false"] {
            assert_eq!(device_error(good), None, "{good}");
        }
        for bad in ["", "a,b", "a,name=b", "a,required=maybe"] {
            assert!(device_error(bad).is_some(), "{bad}");
        }
        assert!(Mount::parse("from=$image", None, Dialect::Dockerfile).is_err());
        assert!(Mount::parse("type=$kind", None, Dialect::Dockerfile).is_ok());
    }

    #[test]
    fn fields_with_unknown_values_are_not_refused() {
        let error = |value: &str| {
            let unknown: Expand = &mut |text| {
                let certainty = if text.contains('$') { Certainty::Unknown } else { Certainty::Certain };
                Ok(Value { text: text.into(), certainty })
            };
            Mount::parse(value, Some(unknown), Dialect::Dockerfile).err()
        };
        for good in [
            "type=$kind,target=/a,size=1",
            "type=cache,target=/a,uid=$uid",
            "type=secret,id=$id",
            "type=secret,source=$source",
            "type=bind,readonly=$ro",
        ] {
            assert_eq!(error(good), None, "{good}");
        }
        assert!(error("type=cache,tagret=$a").is_some());
    }

    #[test]
    fn options_of_buildah_are_valid_in_a_containerfile() {
        let error = |value: &str, dialect| {
            let same: Expand = &mut |text| Ok(Value::literal(text));
            Mount::parse(value, Some(same), dialect).err()
        };
        for good in [
            "type=bind,target=/x,relabel=shared",
            "type=bind,target=/x,Z",
            "type=bind,U,z,target=/x",
            "type=tmpfs,tmpcopyup",
        ] {
            assert_eq!(error(good, Dialect::Containerfile), None, "{good}");
            assert!(error(good, Dialect::Dockerfile).is_some(), "{good}");
        }
        assert!(error("tagret=/x", Dialect::Containerfile).is_some());
    }
}
