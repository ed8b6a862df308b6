//! Finds the context of a cursor: the open brackets, and the item that contains the cursor. It is derived only from the
//! tokens before the cursor, so it is also known if the rest of the text is missing or invalid.

use std::borrow::Cow;
use std::ops::Range;

use super::Span;
use super::literal::Escapes;
use super::token::{Token, TokenKind};
use super::tokens::tokens;

/// The context of a position in a text.
#[derive(Debug)]
pub struct Cursor<'t> {
    /// The text of the file.
    pub text: &'t str,
    /// The byte offset of the cursor.
    pub offset: usize,
    /// The open brackets, from the outermost to the innermost. The first frame is the file.
    pub frames: Vec<Frame<'t>>,
    /// The part of the name at the cursor that precedes the cursor. Empty if there is none.
    pub word: Range<usize>,
    /// The end of the name at the cursor, which may be after the cursor.
    pub word_end: usize,
    /// Whether the cursor is in a comment.
    pub is_in_comment: bool,
}

/// An open bracket.
#[derive(Debug)]
pub struct Frame<'t> {
    /// The kind of construct that the bracket encloses.
    pub kind: FrameKind<'t>,
    /// The byte offset of the bracket.
    pub start: usize,
    /// The tokens from the start of the current item to the cursor. A complete string, list or other bracketed
    /// construct counts as one token, of the kind of its closing bracket.
    pub item: Vec<Token>,
    /// The number of preceding items.
    pub index: usize,
}

/// The kind of construct that an open bracket encloses.
#[derive(Debug, PartialEq, Eq)]
pub enum FrameKind<'t> {
    /// The file or a block.
    Body {
        /// The type of the block; empty for the file.
        keyword: &'t str,
        /// The labels of the block.
        labels: Vec<Cow<'t, str>>,
    },
    /// The entries of an object.
    Object,
    /// The items of a list.
    List,
    /// The arguments of a call.
    Call {
        /// The name of the function.
        function: &'t str,
    },
    /// An expression in parentheses.
    Parentheses,
    /// A quoted template or a heredoc.
    Template,
    /// `${ … }` or `%{ … }`
    Sequence,
}

impl<'t> Cursor<'t> {
    /// Finds the context of a byte offset.
    pub fn new(text: &'t str, offset: usize) -> Self {
        let file = FrameKind::Body { keyword: "", labels: Vec::new() };
        let mut cursor = Self {
            text,
            offset,
            frames: vec![Frame { kind: file, start: 0, item: Vec::new(), index: 0 }],
            word: offset..offset,
            word_end: offset,
            is_in_comment: false,
        };
        for (kind, range) in tokens(text) {
            let token = Token { kind, span: Span::new(&range) };
            let is_word = matches!(token.kind, TokenKind::Identifier | TokenKind::Number);
            if range.start > offset || range.start == offset && !is_word {
                break;
            }
            if is_word && range.end >= offset {
                cursor.word = range.start..offset;
                cursor.word_end = range.end;
                break;
            }
            if range.end > offset {
                cursor.is_in_comment = token.kind == TokenKind::Comment;
                let is_opening = matches!(token.kind, TokenKind::OpenHeredoc | TokenKind::CloseHeredoc);
                cursor.is_in_comment |= is_opening;
                if !matches!(token.kind, TokenKind::QuotedText | TokenKind::HeredocText) {
                    cursor.take(token);
                }
                break;
            }
            if range.end == offset && token.kind == TokenKind::Comment && !text[range].ends_with('\n') {
                cursor.is_in_comment = true;
                break;
            }
            cursor.take(token);
        }
        cursor
    }

    /// The innermost open bracket.
    pub fn frame(&self) -> &Frame<'t> {
        // The frame of the file is never closed.
        &self.frames[self.frames.len() - 1]
    }

    /// The types and labels of the blocks around the cursor, from the outermost to the innermost.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = (&'t str, &[Cow<'t, str>])> {
        self.frames[1..].iter().filter_map(|frame| match &frame.kind {
            FrameKind::Body { keyword, labels } => Some((*keyword, &labels[..])),
            _ => None,
        })
    }

    /// If the cursor is in the value of an argument, returns the name of the argument, followed by the keys of the
    /// objects around the cursor within that value.
    pub fn value_path(&self) -> Option<Vec<Cow<'t, str>>> {
        let body = self.frames.iter().rposition(|frame| matches!(frame.kind, FrameKind::Body { .. }))?;
        let mut path = Vec::new();
        for (index, frame) in self.frames[body..].iter().enumerate() {
            match frame.kind {
                FrameKind::Body { .. } => path.push(self.key(frame)?),
                FrameKind::Object => {
                    if let Some(key) = self.key(frame) {
                        path.push(key);
                    }
                }
                _ if index == 0 => return None,
                _ => {}
            }
        }
        Some(path)
    }

    /// The name before the `=` or `:` of the current item in a frame.
    pub fn key(&self, frame: &Frame<'t>) -> Option<Cow<'t, str>> {
        let is_separator = |token: &Token| matches!(token.kind, TokenKind::Equal | TokenKind::Colon);
        let [name, separator, ..] = &frame.item[..] else { return None };
        is_separator(separator).then(|| self.name(*name))
    }

    /// Returns the names before the cursor in the reference that the cursor continues, such as `["var"]` after `var.`.
    /// Empty if a new reference starts at the cursor. `None` after something that is not a name.
    pub fn reference(&self) -> Option<Vec<&'t str>> {
        self.reference_with_start().map(|(names, _)| names)
    }

    /// Returns the range of the reference before the cursor, without the last dot. `None` if there is none.
    pub fn reference_range(&self) -> Option<Range<usize>> {
        let (names, start) = self.reference_with_start()?;
        (!names.is_empty()).then(|| start..self.word.start.saturating_sub(1))
    }

    fn reference_with_start(&self) -> Option<(Vec<&'t str>, usize)> {
        let mut names = Vec::new();
        let mut tokens = self.frame().item.iter().rev();
        let mut end = self.word.start;
        loop {
            match tokens.next() {
                Some(dot) if dot.kind == TokenKind::Dot && dot.span.range().end == end => {}
                _ if names.is_empty() => return Some((names, end)),
                _ => break,
            }
            let mut before = tokens.next()?;
            // Skip indexes and splats.
            while before.kind == TokenKind::CloseBracket
                || matches!(before.kind, TokenKind::Star | TokenKind::Number)
                    && self.frame().item.iter().any(|token| token.kind == TokenKind::Dot)
            {
                if before.kind != TokenKind::CloseBracket {
                    before = tokens.next()?;
                    if before.kind != TokenKind::Dot {
                        return None;
                    }
                }
                before = tokens.next()?;
            }
            if before.kind != TokenKind::Identifier {
                return None;
            }
            names.push(&self.text[before.span.range()]);
            end = before.span.range().start;
        }
        names.reverse();
        Some((names, end))
    }

    /// The start of the template around the cursor, if the cursor is in its literal text.
    pub fn template_start(&self) -> Option<usize> {
        (self.frame().kind == FrameKind::Template).then(|| self.frame().start)
    }

    /// The string value of a name or label.
    pub fn name(&self, token: Token) -> Cow<'t, str> {
        let text = &self.text[token.span.range()];
        match text.strip_prefix('"') {
            Some(rest) => Escapes::quoted(rest.strip_suffix('"').unwrap_or(rest)).resolve(),
            None => Cow::Borrowed(text),
        }
    }

    fn take(&mut self, token: Token) {
        match token.kind {
            TokenKind::OpenBrace => {
                let kind = self.block().unwrap_or(FrameKind::Object);
                self.open(kind, token);
            }
            TokenKind::OpenBracket => self.open(FrameKind::List, token),
            TokenKind::OpenParenthesis => {
                let kind = self.function(token).map_or(FrameKind::Parentheses, |function| FrameKind::Call { function });
                self.open(kind, token);
            }
            TokenKind::OpenQuote | TokenKind::OpenHeredoc => self.open(FrameKind::Template, token),
            TokenKind::OpenInterpolation | TokenKind::OpenDirective => self.open(FrameKind::Sequence, token),
            TokenKind::CloseBrace => {
                self.close(token, |kind| matches!(kind, FrameKind::Body { .. } | FrameKind::Object));
            }
            TokenKind::CloseBracket => self.close(token, |kind| *kind == FrameKind::List),
            TokenKind::CloseParenthesis => {
                self.close(token, |kind| matches!(kind, FrameKind::Call { .. } | FrameKind::Parentheses));
            }
            TokenKind::CloseQuote | TokenKind::CloseHeredoc | TokenKind::QuotedNewline => {
                self.close(token, |kind| *kind == FrameKind::Template);
            }
            TokenKind::CloseSequence => self.close(token, |kind| *kind == FrameKind::Sequence),
            TokenKind::Newline => self.end_item(false),
            TokenKind::Comment => {
                if self.text[token.span.range()].ends_with('\n') {
                    self.end_item(false);
                }
            }
            TokenKind::Comma => self.end_item(true),
            _ => self.add(token),
        }
    }

    fn last(&mut self) -> Option<&mut Frame<'t>> {
        self.frames.last_mut()
    }

    fn add(&mut self, token: Token) {
        if let Some(frame) = self.last() {
            frame.item.push(token);
        }
    }

    fn open(&mut self, kind: FrameKind<'t>, token: Token) {
        self.frames.push(Frame { kind, start: token.span.range().start, item: Vec::new(), index: 0 });
    }

    fn close(&mut self, token: Token, is_opener: impl Fn(&FrameKind<'t>) -> bool) {
        let Some(index) = self.frames.iter().rposition(|frame| is_opener(&frame.kind)).filter(|index| *index > 0)
        else {
            return;
        };
        let start = Span::new(&(self.frames[index].start..0)).start;
        self.frames.truncate(index);
        self.add(Token { kind: token.kind, span: Span { start, end: token.span.end } });
    }

    /// Ends the current item at a line break or comma. Line breaks end items in bodies and objects; commas end items in
    /// objects, lists and calls.
    fn end_item(&mut self, is_comma: bool) {
        let ends = match self.frame().kind {
            FrameKind::Body { .. } => !is_comma,
            FrameKind::Object => !is_comma || !self.is_in_loop_names(),
            // The variables of a `for` are separated by a comma.
            FrameKind::List | FrameKind::Call { .. } => is_comma && !self.is_in_loop_names(),
            FrameKind::Parentheses | FrameKind::Template | FrameKind::Sequence => false,
        };
        if let Some(frame) = self.last().filter(|_| ends) {
            frame.index += usize::from(is_comma || !frame.item.is_empty());
            frame.item.clear();
        }
    }

    /// Whether the cursor is between `for` and `in`.
    fn is_in_loop_names(&self) -> bool {
        let mut words = self.frame().item.iter().map(|token| &self.text[token.span.range()]);
        words.next() == Some("for") && !words.any(|word| word == "in")
    }

    /// The block that the current item starts, if it is one.
    fn block(&self) -> Option<FrameKind<'t>> {
        let frame = self.frame();
        let is_body = matches!(frame.kind, FrameKind::Body { .. });
        let (keyword, labels) = frame.item.split_first().filter(|_| is_body)?;
        let is_label = |token: &Token| matches!(token.kind, TokenKind::Identifier | TokenKind::CloseQuote);
        let is_block = keyword.kind == TokenKind::Identifier && labels.iter().all(is_label);
        is_block.then(|| FrameKind::Body {
            keyword: &self.text[keyword.span.range()],
            labels: labels.iter().map(|label| self.name(*label)).collect(),
        })
    }

    /// The function, including its namespaces, whose call an opening parenthesis starts.
    fn function(&self, parenthesis: Token) -> Option<&'t str> {
        let item = &self.frame().item;
        let name = item.last().filter(|last| last.kind == TokenKind::Identifier)?;
        let end = name.span.range().end;
        if end != parenthesis.span.range().start {
            return None;
        }
        let names =
            item.iter().rev().take_while(|token| matches!(token.kind, TokenKind::Identifier | TokenKind::DoubleColon));
        let mut start = end;
        for token in names {
            if token.span.range().end != start {
                break;
            }
            start = token.span.range().start;
        }
        Some(&self.text[start..end])
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, FrameKind};

    /// Examines the cursor at the `|` in the text.
    fn at<T>(text: &str, examine: impl Fn(&Cursor<'_>) -> T) -> T {
        let offset = text.find('|').unwrap_or(text.len());
        examine(&Cursor::new(&text.replacen('|', "", 1), offset))
    }

    #[test]
    fn the_blocks_around_a_cursor_are_known_in_unfinished_text() {
        let shown = |text| {
            at(text, |cursor| {
                cursor.blocks().map(|(keyword, labels)| format!("{keyword} {labels:?}")).collect::<Vec<_>>()
            })
        };
        assert_eq!(shown("a {\n}\nresource \"x\" y {\n  b {\n    c = [{\n d|"), ["resource [\"x\", \"y\"]", "b []"]);
        assert_eq!(shown("resource \"x\" \"y\" {\n  a = f(\n  b {\n |\n}"), ["resource [\"x\", \"y\"]"]);
        assert_eq!(shown("|"), Vec::<String>::new());
    }

    #[test]
    fn the_reference_before_a_cursor_is_known() {
        let shown = |text| at(text, |cursor| cursor.reference().map(|names| names.join(" ")));
        assert_eq!(shown("a = var.|").as_deref(), Some("var"));
        assert_eq!(shown("a = module.b[0].c|d").as_deref(), Some("module b"));
        assert_eq!(shown("a = \"x${data.y[count.index].z.|").as_deref(), Some("data y z"));
        assert_eq!(shown("a = x.*.y.|").as_deref(), Some("x y"));
        assert_eq!(shown("a = 1 + v|").as_deref(), Some(""));
        assert_eq!(shown("a = f(x).|"), None);
    }

    #[test]
    fn calls_values_words_and_comments_are_known() {
        at("a = f(1, core::g([2,\n3], x|y", |cursor| {
            assert_eq!(cursor.frame().kind, FrameKind::Call { function: "core::g" });
            assert_eq!(cursor.frame().index, 1);
            assert_eq!((cursor.word.clone(), cursor.word_end), (25..26, 27));
        });
        let path = |text| at(text, |cursor| cursor.value_path().map(|path| path.join(" ")));
        assert_eq!(path("x {\n a = { b = [{ c = |").as_deref(), Some("a b c"));
        assert_eq!(path("x {\n a = {\n  |").as_deref(), Some("a"));
        assert_eq!(path("x {\n a|"), None);
        for text in ["# |", "/* | */", "a = 1 // |\nb"] {
            assert!(at(text, |cursor| cursor.is_in_comment), "{text}");
        }
        assert!(!at("# a\n|", |cursor| cursor.is_in_comment));
    }

    #[test]
    fn every_offset_of_any_text_has_a_cursor() {
        let text = "a \"b\" {\n c = \"${d[\"e\"].f}é\" # g\n h = <<-X\n  ${i\n X\n}}\n\"(";
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            for offset in (0..=end).filter(|offset| text.is_char_boundary(*offset)) {
                let cursor = Cursor::new(&text[..end], offset);
                assert!(cursor.word.start <= offset && offset <= cursor.word_end);
                cursor.reference();
                cursor.value_path();
            }
        }
    }
}
