//! The mistakes of form that are shown. The reader of the native syntax goes on behind a mistake and may meet others
//! that only follow from it, which would annoy somebody who is typing.

use std::ops::Range;

use crate::languages::syntax::hcl::{self, SyntaxError, SyntaxErrorKind};
use crate::languages::syntax::json::{self, Json, Kind};
use crate::languages::terraform::body::File;

/// Bytes between a name and what is wrong behind it.
const LONGEST: usize = 256;

pub struct Mistake {
    pub range: Range<usize>,
    pub message: String,
    /// `None` in JSON.
    pub kind: Option<SyntaxErrorKind>,
    /// Whether the text is right without it.
    pub is_trailing_comma: bool,
    /// Whether everything behind it may be read otherwise than it was meant.
    is_endless: bool,
}

impl Mistake {
    /// Whether it makes doubtful what is said of a range.
    pub fn hides(&self, range: &Range<usize>) -> bool {
        let touches = self.range.start < range.end && range.start < self.range.end;
        !self.is_redefinition() && (touches || self.is_endless && range.end > self.range.start)
    }

    pub fn is_redefinition(&self) -> bool {
        self.kind == Some(SyntaxErrorKind::Redefined)
    }
}

pub fn mistakes(text: &str, file: &File) -> Vec<Mistake> {
    match file {
        File::Native(file) => of_native(text, file.errors()),
        File::Json(json) => of_json(text, json).into_iter().collect(),
    }
}

/// Those of a text in the native syntax.
pub fn mistakes_of(text: &str) -> Vec<Mistake> {
    of_native(text, hcl::File::parse(text).errors())
}

fn of_native(text: &str, problems: &[SyntaxError]) -> Vec<Mistake> {
    let mut shown: Vec<Mistake> = Vec::new();
    for (at, SyntaxError { range, kind }) in problems.iter().enumerate() {
        if *kind == SyntaxErrorKind::ItemUnfinished
            && problems.get(at + 1).is_some_and(|next| is_in_line(text, range, next))
        {
            continue;
        }
        let last = shown.last();
        let follows = last.is_some_and(|last| follows(text, last, range, *kind));
        let is_endless = matches!(kind, SyntaxErrorKind::SplitString | SyntaxErrorKind::UnclosedComment);
        if !follows {
            let (range, kind) = (placed(text, range, *kind), worded(*kind));
            let message = message(text, &range, kind);
            shown.push(Mistake { range, message, kind: Some(kind), is_trailing_comma: false, is_endless });
        } else if is_endless && let Some(last) = shown.last_mut() {
            last.is_endless = true;
        }
        // From here on, what is between quotes and what is not may have changed places.
        if is_endless {
            break;
        }
    }
    shown
}

/// Whether a problem is told by the one before.
fn follows(text: &str, before: &Mistake, range: &Range<usize>, kind: SyntaxErrorKind) -> bool {
    let line_ends =
        |from: usize, to: usize| text.get(from..to).map_or(0, |between| between.matches('\n').take(2).count());
    let is_sign = is_sign(kind);
    // A string that is cut by an interpolation that is not closed.
    let is_cut = kind == SyntaxErrorKind::SplitString && line_ends(before.range.start, range.start) < 2;
    let is_pair = is_sign && before.kind == Some(kind) && line_ends(before.range.start, range.start) == 0;
    range.start < before.range.end || range.start == before.range.start || is_cut || is_pair
}

fn is_sign(kind: SyntaxErrorKind) -> bool {
    matches!(
        kind,
        SyntaxErrorKind::SingleQuote
            | SyntaxErrorKind::CurlyQuote
            | SyntaxErrorKind::Backtick
            | SyntaxErrorKind::InvalidCharacter
    )
}

/// Whether a sign that is wrong stands in the line of a name, which tells why nothing fits behind that.
fn is_in_line(text: &str, name: &Range<usize>, sign: &SyntaxError) -> bool {
    let between = text.get(name.end..sign.range.start);
    is_sign(sign.kind) && between.is_some_and(|between| between.len() <= LONGEST && !between.contains('\n'))
}

/// What is said, with the number of a character that nobody sees.
fn message(text: &str, range: &Range<usize>, kind: SyntaxErrorKind) -> String {
    match text.get(range.clone()).and_then(|text| text.chars().next()) {
        Some(sign) if kind == SyntaxErrorKind::InvalidCharacter && (sign.is_whitespace() || is_hidden(sign)) => {
            format!("unexpected character U+{:04X}, which cannot be seen", u32::from(sign))
        }
        _ => kind.to_string(),
    }
}

/// Whether a character has no width.
pub fn is_hidden(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A line end is no place that an editor shows. A string that its line ends is shown from its quote.
fn placed(text: &str, range: &Range<usize>, kind: SyntaxErrorKind) -> Range<usize> {
    let rest = text.get(range.start..).unwrap_or_default();
    if kind == SyntaxErrorKind::UnclosedHeredoc || kind == SyntaxErrorKind::UnclosedTemplate && rest.starts_with('"') {
        let line = rest.lines().next().unwrap_or_default();
        return range.start..range.start + line.trim_end().len();
    }
    if kind == SyntaxErrorKind::UnclosedComment {
        return range.start..range.start + 2;
    }
    if text.get(range.clone()).is_none_or(|at| !at.starts_with(['\n', '\r', '#', '/']) || at == "/") {
        return range.clone();
    }
    let end = range.start;
    if kind != SyntaxErrorKind::SplitString {
        return end..end;
    }
    let line_start = text[..end].rfind('\n').map_or(0, |before| before + 1);
    let quote = text[line_start..end].rfind('"').map_or(end, |quote| line_start + quote);
    quote..end
}

/// A string over several lines was most likely not meant to be one.
fn worded(kind: SyntaxErrorKind) -> SyntaxErrorKind {
    if kind == SyntaxErrorKind::SplitString { SyntaxErrorKind::UnclosedTemplate } else { kind }
}

fn of_json(text: &str, json: &Json) -> Option<Mistake> {
    let mistake = |range, message: &str| Mistake {
        range,
        message: message.to_owned(),
        kind: None,
        is_trailing_comma: false,
        is_endless: false,
    };
    if let Some(json::SyntaxError { range, message, is_trailing_comma }) = json.error() {
        return Some(Mistake { is_trailing_comma: *is_trailing_comma, ..mistake(range.clone(), message) });
    }
    let Some(root) = json.root() else { return Some(mistake(text.len()..text.len(), "expected an object")) };
    let refused = match root.kind() {
        Kind::Object => None,
        Kind::Array => root.elements().find(|element| element.kind() != Kind::Object),
        Kind::String | Kind::Other => Some(root),
    };
    Some(mistake(refused?.range(), "expected an object"))
}
