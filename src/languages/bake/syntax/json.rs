//! Builds the tree of a Bake file in JSON, the other syntax of HCL, in which strings are templates:
//! <https://github.com/hashicorp/hcl/blob/main/json/spec.md>.

use super::{
    Attribute, BakeFile, Block, Body, Entry, Expr, ExprKind, Interner, MAX_ANALYZED_LEN, MAX_DEPTH, Name, REMOVABLE,
    Syntax, SyntaxError, hcl, touches,
};
use crate::languages::bake::reference::attributes;
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::may_have_templates;
use crate::languages::syntax::json::{self, Json, Kind, Node};
use crate::languages::text::line_start;

/// The blocks at the top level of a file. Everything else is an attribute.
const BLOCKS: [&str; 4] = ["function", "group", "target", "variable"];

/// The maximum number of lines with syntax errors that are ignored.
const MAX_BROKEN_LINES: usize = 7;

pub fn parse(text: &str) -> BakeFile {
    let mut json = Json::parse(text);
    let mut errors = Vec::new();
    let mut repaired = None;
    // Bake reads an empty file as one without blocks.
    if let Some(error) = json.error().filter(|_| !text.trim().is_empty()) {
        errors.push(SyntaxError { range: error.range.clone(), message: error.message.to_owned() });
        repaired = without_broken_lines(text, error);
    }
    let text = repaired.as_deref().unwrap_or(text);
    if repaired.is_some() {
        json = Json::parse(text);
    }
    let names = Interner::default();
    let mut builder = Builder { text, is_valid: errors.is_empty(), errors, function_errors: Vec::new(), names };
    let mut body = Body { span: json.root().map_or(0..0, Node::range).into(), ..Body::default() };
    let root = json.root().filter(|_| text.len() <= MAX_ANALYZED_LEN);
    for object in root.into_iter().flat_map(Node::objects) {
        builder.fill(&mut body, object, None);
    }
    builder.errors.sort_stably_by_key(|error| error.range.start);
    BakeFile { syntax: Syntax::Json, body, errors: builder.errors, function_errors: builder.function_errors }
}

/// Returns the text with each line that contains a syntax error replaced by spaces, so that the offsets of the rest are
/// unchanged. `None` if the result is still invalid. `error` is the first error.
fn without_broken_lines(text: &str, error: &json::SyntaxError) -> Option<String> {
    if text.len() > MAX_ANALYZED_LEN {
        return None;
    }
    let mut repaired = text.to_owned();
    let mut error = error.clone();
    for _ in 0..MAX_BROKEN_LINES {
        let at = error.range.start;
        let range = if error.is_trailing_comma {
            error.range.clone()
        } else {
            let start = line_start(&repaired, at);
            start..repaired[at..].find('\n').map_or(repaired.len(), |length| at + length)
        };
        if repaired[range.clone()].trim().is_empty() {
            return None;
        }
        repaired.replace_range(range.clone(), &" ".repeat(range.len()));
        let next = Json::parse(&repaired).error().cloned();
        let Some(next) = next else { return Some(repaired) };
        error = next;
    }
    None
}

struct Builder<'t> {
    text: &'t str,
    /// Whether the text has no syntax error. Otherwise, values may be missing.
    is_valid: bool,
    errors: Vec<SyntaxError>,
    function_errors: Vec<SyntaxError>,
    names: Interner,
}

impl Builder<'_> {
    /// Adds the members of an object to the body of a block of this kind, or to that of the file. At the top level, the
    /// members named in [`BLOCKS`] are blocks with a label.
    fn fill(&mut self, body: &mut Body, object: Node, kind: Option<&str>) {
        let mut members = object.members().peekable();
        let mut previous_end = None;
        while let Some((key, value)) = members.next() {
            let range = key.range().start..value.range().end;
            // Includes the comma after the attribute, or, for the last attribute, the comma before it.
            let delete_range = match (members.peek(), previous_end) {
                (Some((next, _)), _) => range.start..next.range().start,
                (None, Some(end)) => end..range.end,
                (None, None) => range.clone(),
            };
            previous_end = Some(range.end);
            // `//` is a comment.
            let Some(name) = self.name(key).filter(|name| name.text != "//") else { continue };
            if kind.is_none() && BLOCKS.contains(&name.text.as_str()) {
                self.blocks(body, &name, value);
            } else if name.text == "validation" && kind.is_some() {
                for object in value.objects() {
                    let range = name.range().start..object.range().end;
                    let body_of_block = self.body(object, "validation");
                    body.blocks.push(Block {
                        kind: name.clone(),
                        label: None,
                        surplus_label: None,
                        body: body_of_block,
                        span: range.into(),
                    });
                }
            } else {
                let is_removable = object.is_complete() && name.text == REMOVABLE;
                let delete_range = is_removable.then(|| Box::new(delete_range));
                let errors = self.errors.len();
                let value = self.expression(value, 0);
                // Strings are parsed as templates only where Bake evaluates them.
                if kind.is_some_and(|kind| !is_evaluated(kind, &name.text)) {
                    self.errors.truncate(errors);
                }
                if kind == Some("function") && name.text == "result" {
                    self.function_errors.extend(self.errors.split_off(errors));
                }
                body.attributes.push(Attribute { name, value, span: range.into(), delete_range });
            }
        }
    }

    fn blocks(&mut self, body: &mut Body, kind: &Name, value: Node) {
        let is_empty = value.kind() == Kind::Object && value.members().next().is_none();
        if self.is_valid && (is_empty || matches!(value.kind(), Kind::String | Kind::Other)) {
            let message = format!("expected an object with the name of a {} as its key", kind.text);
            self.errors.push(SyntaxError { range: value.range(), message });
        }
        for (key, value) in value.objects().flat_map(Node::members) {
            let Some(label) = self.name(key).filter(|label| label.text != "//") else { continue };
            let is_other = value.kind() == Kind::String || value.kind() == Kind::Other && value.text() != "null";
            if self.is_valid && is_other {
                let message = format!("expected an object with the attributes of the {}", kind.text);
                self.errors.push(SyntaxError { range: value.range(), message });
            }
            for object in value.objects() {
                let range = label.range().start..object.range().end;
                let body_of_block = self.body(object, &kind.text);
                body.blocks.push(Block {
                    kind: kind.clone(),
                    label: Some(label.clone()),
                    surplus_label: None,
                    body: body_of_block,
                    span: range.into(),
                });
            }
        }
    }

    fn body(&mut self, object: Node, kind: &str) -> Body {
        let mut body = Body { span: object.range().into(), ..Body::default() };
        let outer = self.errors.len();
        self.fill(&mut body, object, Some(kind));
        if kind == "target" && body.empty_axes().next().is_some() {
            // Bake evaluates only the matrix.
            let matrix = body.attribute("matrix").map_or(0..0, Attribute::range);
            let inner = self.errors.split_off(outer);
            self.errors.extend(inner.into_iter().filter(|error| touches(&matrix, error.range.start)));
        }
        body.shrink();
        body
    }

    /// Returns the key or string of a node.
    fn name(&self, node: Node) -> Option<Name> {
        Some(Name::quoted(node.range(), self.names.intern(&node.value()?)))
    }

    fn expression(&mut self, node: Node, depth: usize) -> Expr {
        let range = node.range();
        if depth >= MAX_DEPTH {
            return Expr { span: range.into(), kind: ExprKind::Broken };
        }
        let kind = match node.kind() {
            Kind::String => return self.string(node),
            Kind::Array => {
                ExprKind::Tuple(node.elements().map(|element| self.expression(element, depth + 1)).collect())
            }
            Kind::Object => {
                let mut entries = Vec::new();
                for (key, value) in node.members() {
                    let name = self.name(key).filter(|name| !may_have_templates(&name.text));
                    if name.as_ref().is_some_and(|name| name.text == "//") {
                        continue;
                    }
                    let key = match &name {
                        Some(name) => Expr { span: name.range().into(), kind: ExprKind::Key },
                        None => self.expression(key, depth + 1),
                    };
                    entries.push(Entry { key, name, value: self.expression(value, depth + 1) });
                }
                entries.shrink_to_fit();
                ExprKind::Object(entries)
            }
            Kind::Other => match node.text() {
                "true" => ExprKind::Bool(true),
                "false" => ExprKind::Bool(false),
                "null" => ExprKind::Null,
                number => number.parse().map_or(ExprKind::Broken, ExprKind::Number),
            },
        };
        Expr { span: range.into(), kind }
    }

    fn string(&mut self, node: Node) -> Expr {
        let range = node.range();
        let Some(name) = self.name(node) else { return Expr { span: range.into(), kind: ExprKind::Broken } };
        let (text, inner) = (&name.text, name.inner());
        if !may_have_templates(text) {
            return Expr { span: range.into(), kind: ExprKind::String(text.clone(), inner.into()) };
        }
        let escapes = escapes(&self.text[inner.clone()]);
        let shift = |offset: usize| {
            let before = escapes.partition_point(|(decoded, _)| *decoded <= offset);
            let (decoded, source) = before.checked_sub(1).map_or((0, 0), |index| escapes[index]);
            (inner.start + source + (offset - decoded)).min(inner.end)
        };
        let (expression, errors) = hcl::parse_template(text, range, &shift, &self.names);
        self.errors.extend(errors);
        expression
    }
}

/// Whether Bake evaluates an attribute of a block.
fn is_evaluated(kind: &str, name: &str) -> bool {
    let known = attributes::block(kind);
    known.is_none_or(|known| known.attributes.iter().any(|known| known.name == name))
        && !(kind == "variable" && name == "description")
}

/// Returns the offset after each escape sequence of a string, both in its value and in its source.
fn escapes(source: &str) -> Vec<(usize, usize)> {
    let mut escapes = Vec::new();
    let (mut decoded, mut at) = (0, 0);
    while let Some(length) = source[at..].find('\\') {
        let rest = &source[at + length..];
        let (width, characters) = match rest.as_bytes().get(1) {
            Some(b'u') => unicode(rest),
            _ => (2, 1),
        };
        decoded += length + characters;
        at += length + width.min(rest.len());
        escapes.push((decoded, at));
    }
    escapes
}

/// Returns the length of `\uXXXX` or of a surrogate pair, and the length of the character in UTF-8.
fn unicode(rest: &str) -> (usize, usize) {
    let unit = |from: usize| rest.get(from + 2..from + 6).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match unit(0) {
        Some(0xD800..=0xDBFF) => (12, 4),
        Some(unit) => (6, char::from_u32(unit).map_or(3, char::len_utf8)),
        None => (2, 1),
    }
}
