//! The value of `RUN --mount=`: comma-separated `key=value` fields.

use std::borrow::Cow;

use crate::languages::dockerfile::values::go_bool::parse_go_bool;
use crate::languages::text::closest_match;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mount {
    pub kind: Kind,
    pub from: String,
    pub source: String,
    pub target: String,
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

/// Expands the variables of a value.
pub type Expand<'e> = &'e mut (dyn for<'t> FnMut(&'t str) -> Result<Cow<'t, str>, String> + 'e);

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

/// A mount while its fields are parsed.
#[derive(Default)]
struct Builder {
    mount: Mount,
    has_file_information: bool,
    has_sharing: bool,
    has_id: bool,
}

impl Mount {
    /// Parses a mount. Without `expand`, only what variables cannot change is checked.
    ///
    /// # Errors
    ///
    /// If a field is invalid, or does not fit the other fields.
    pub fn parse(value: &str, mut expand: Option<Expand<'_>>) -> Result<Self, String> {
        let mut builder = Builder::default();
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
                Some(value) if key == "from" && names_variable(value) => {
                    Err("`from` takes no variables; give the image a name with FROM … AS name".to_owned())
                }
                Some(value) if key == "from" => {
                    value.clone_into(&mut self.mount.from);
                    Ok(())
                }
                _ => Ok(()),
            };
        };
        match value {
            Some(value) => self.value(&key, &expand(value)?, field),
            None => match &*key {
                "readonly" | "ro" | "readwrite" | "rw" => Ok(()),
                "required" => require(self.is_provided(), &key),
                _ => Err(format!("`{field}` is no field of a mount; write key=value")),
            },
        }
    }

    fn value(&mut self, key: &str, value: &str, field: &str) -> Result<(), String> {
        let invalid = || Err(format!("`{value}` is not a value of `{key}`"));
        match key {
            "type" => {
                if let Some((_, kind)) = KINDS.iter().find(|(name, _)| value.eq_ignore_ascii_case(name)) {
                    self.mount.kind = *kind;
                } else {
                    let hint = closest_match(value, KINDS.iter().map(|(name, _)| *name));
                    let hint = hint.map(|name| format!("; {name} does")).unwrap_or_default();
                    return Err(format!("a mount of type `{value}` does not exist{hint}"));
                }
            }
            "from" => value.clone_into(&mut self.mount.from),
            "source" | "src" => value.clone_into(&mut self.mount.source),
            "target" | "dst" | "destination" => value.clone_into(&mut self.mount.target),
            "readonly" | "ro" | "readwrite" | "rw" if parse_go_bool(value).is_none() => return invalid(),
            "required" => {
                require(self.is_provided(), key)?;
                if parse_go_bool(value).is_none() {
                    return invalid();
                }
            }
            "size" => {
                require(self.mount.kind == Kind::Tmpfs, key)?;
                if !is_size(value) {
                    return invalid();
                }
            }
            "id" => self.has_id = !value.is_empty(),
            "sharing" => {
                if !["shared", "private", "locked"].iter().any(|name| value.eq_ignore_ascii_case(name)) {
                    return invalid();
                }
                self.has_sharing = true;
            }
            "mode" | "uid" | "gid" => {
                let radix = if key == "mode" { 8 } else { 10 };
                if value.starts_with('+') || u32::from_str_radix(value, radix).is_err() {
                    return invalid();
                }
                self.has_file_information = true;
            }
            "readonly" | "ro" | "readwrite" | "rw" | "env" => {}
            _ => {
                let hint = closest_match(key, KEYS).map(|name| format!("; it has `{name}`")).unwrap_or_default();
                return Err(format!("a mount has no `{key}`, as in `{field}`{hint}"));
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Mount, String> {
        let kind = self.mount.kind;
        if self.has_file_information && matches!(kind, Kind::Bind | Kind::Tmpfs) {
            return Err("only mounts of type secret, ssh and cache have a mode, uid and gid".to_owned());
        }
        if kind == Kind::Secret {
            if !self.mount.from.is_empty() {
                return Err("a secret mount has no `from`".to_owned());
            }
            if self.mount.source.is_empty() && self.mount.target.is_empty() && !self.has_id {
                return Err("a secret mount needs a source or a target".to_owned());
            }
            if !self.mount.source.is_empty() && self.has_id {
                return Err("a secret mount has a source or an id, not both".to_owned());
            }
        }
        if self.has_sharing && kind != Kind::Cache {
            return Err("only a cache mount has `sharing`".to_owned());
        }
        Ok(self.mount)
    }

    fn is_provided(&self) -> bool {
        matches!(self.mount.kind, Kind::Secret | Kind::Ssh)
    }
}

fn require(holds: bool, key: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(format!("a mount of this type has no `{key}`")) }
}

fn lower(key: &str) -> Cow<'_, str> {
    let is_lower = key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(key) } else { Cow::Owned(key.to_lowercase()) }
}

/// Why a value of `RUN --device=` is invalid. It consists of the name of a device and whether it is required.
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
            ("required", Some(value)) => return Some(format!("`{value}` is not a value of `required`")),
            ("name", Some(_)) if has_name => return Some("a device has one name".to_owned()),
            ("name", Some(name)) => has_name = !name.is_empty(),
            _ if has_name => return Some(format!("a device has no `{field}`")),
            _ => has_name = !field.is_empty(),
        }
    }
    None
}

/// The fields of a line of comma-separated values, with quotes around fields that contain commas.
pub fn fields(value: &str) -> Result<Vec<Cow<'_, str>>, String> {
    if value.is_empty() {
        return Err("there are no fields".to_owned());
    }
    let mut fields = Vec::new();
    let mut rest = value;
    loop {
        let Some(quoted) = rest.strip_prefix('"') else {
            let (field, behind) = rest.split_once(',').map_or((rest, None), |(field, behind)| (field, Some(behind)));
            if field.contains('"') {
                return Err(format!("a quote inside of `{field}` separates nothing"));
            }
            fields.push(Cow::Borrowed(field));
            match behind {
                Some(behind) => rest = behind,
                None => return Ok(fields),
            }
            continue;
        };
        let mut field = Cow::Borrowed("");
        let mut tail = quoted;
        loop {
            let Some((text, behind)) = tail.split_once('"') else { return Err("a quote is not closed".to_owned()) };
            field += text;
            let Some(doubled) = behind.strip_prefix('"') else {
                tail = behind;
                break;
            };
            field += "\"";
            tail = doubled;
        }
        fields.push(field);
        match tail.strip_prefix(',') {
            Some(behind) => rest = behind,
            None if tail.is_empty() => return Ok(fields),
            None => return Err("a comma follows a quoted field".to_owned()),
        }
    }
}

/// A number of bytes with a unit, such as `512m` or `1.5 GiB`.
fn is_size(text: &str) -> bool {
    let Some(last) = text.rfind(|c: char| c.is_ascii_digit() || c == '.') else { return false };
    let (number, unit) = text.split_at(last + 1);
    let unit = unit.strip_prefix(' ').unwrap_or(unit).to_lowercase();
    let is_unit = match unit.as_bytes() {
        [] | b"b" => true,
        [prefix, rest @ ..] => b"kmgtp".contains(prefix) && matches!(rest, b"" | b"b" | b"ib"),
    };
    is_unit && number.parse::<f64>().is_ok_and(|number| number >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts_are_checked() {
        let error = |value: &str| {
            let same: Expand = &mut |text| Ok(text.into());
            Mount::parse(value, Some(same)).err()
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
        assert!(Mount::parse("from=$image", None).is_err());
        assert!(Mount::parse("type=$kind", None).is_ok());
    }
}
