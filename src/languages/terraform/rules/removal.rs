//! Ranges to delete when an argument or a declaration is removed, in either syntax.

use std::ops::Range;

use crate::languages::syntax::hcl;
use crate::languages::syntax::json::{Json, Kind};

/// Returns the range to delete with an argument whose name begins at an offset, without quotes.
pub fn argument(text: &str, name: usize, is_json: bool) -> Option<Range<usize>> {
    if is_json {
        return json_member(text, name).map(|range| member(text, range));
    }
    let file = hcl::File::parse(text);
    let mut bodies = vec![file.body()];
    while let Some(body) = bodies.pop() {
        for item in body.items() {
            match item {
                hcl::Item::Attribute(attribute) if attribute.name().range().start == name => {
                    return Some(hcl::delete_range(text, attribute.range()));
                }
                hcl::Item::Block(block) if block.range().contains(&name) => bodies.push(block.body()),
                _ => {}
            }
        }
    }
    None
}

/// Returns the range to delete with a declaration.
pub fn declaration(text: &str, whole: Range<usize>, is_json: bool) -> Range<usize> {
    if is_json { member(text, with_empty_parents(text, whole)) } else { hcl::delete_range(text, whole) }
}

/// Extends the range of a member of a JSON object to the outermost member or element that contains nothing else.
/// Terraform rejects empty objects in the place of labels.
fn with_empty_parents(text: &str, mut range: Range<usize>) -> Range<usize> {
    let json = Json::parse(text);
    let Some(root) = json.root() else { return range };
    // The ranges of the members and elements around the member, the outermost first.
    let (mut around, mut node) = (Vec::new(), root);
    let contains = |outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
    loop {
        let parts: Vec<_> = match node.kind() {
            Kind::Object => node.members().map(|(key, value)| (key.range().start..value.range().end, value)).collect(),
            _ => node.elements().map(|element| (element.range(), element)).collect(),
        };
        let Some((part, inner)) = parts.iter().find(|(part, _)| contains(part)) else { break };
        around.push((part.clone(), parts.len() == 1));
        if *part == range {
            break;
        }
        node = *inner;
    }
    for (part, is_only) in around.into_iter().rev() {
        range = part;
        if !is_only {
            break;
        }
    }
    range
}

/// Returns the range of the member of a JSON object whose key begins at an offset.
fn json_member(text: &str, key_content: usize) -> Option<Range<usize>> {
    let json = Json::parse(text);
    let mut open = vec![json.root()?];
    while let Some(node) = open.pop() {
        match node.kind() {
            Kind::Object => {
                for (key, value) in node.members() {
                    if key.content_range().start == key_content {
                        return Some(key.range().start..value.range().end);
                    }
                    open.push(value);
                }
            }
            Kind::Array => open.extend(node.elements()),
            Kind::String | Kind::Other => {}
        }
    }
    None
}

/// Extends the range of a member of a JSON object to one of the commas around it.
fn member(text: &str, range: Range<usize>) -> Range<usize> {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let blank = |text: &str| text.len() - text.trim_start().len();
    if let Some(rest) = after.trim_start().strip_prefix(',') {
        // The next member takes its place.
        return range.start..text.len() - rest.len() + blank(rest);
    }
    match before.trim_end().strip_suffix(',') {
        Some(kept) => kept.len()..range.end,
        None => before.trim_end().len()..range.end + blank(after),
    }
}

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn a_member_of_an_object_is_removed_with_one_comma() {
        for (text, expected) in [
            (r#"{"a": 1}"#, "{}"),
            (r#"{ "x": 1, "a": {"b": 2} }"#, r#"{ "x": 1 }"#),
            (r#"{"a": [1], "x": 1}"#, r#"{"x": 1}"#),
            ("{\n  \"x\": 1,\n  \"a\": 2,\n  \"y\": 3\n}\n", "{\n  \"x\": 1,\n  \"y\": 3\n}\n"),
            ("{\n  \"x\": 1,\n  \"a\": 2\n}\n", "{\n  \"x\": 1\n}\n"),
        ] {
            let name = text.find("a\"").expect("the member is in the text");
            let mut after = text.to_owned();
            after.replace_range(argument(text, name, true).expect("the member is found"), "");
            assert_eq!(after, expected);
        }
    }
}
