//! Where a cursor stands, derived from the tokens before it alone, so that it is known while the rest of the text is
//! missing or wrong: the brackets that are open, and the item in which it stands.

use std::borrow::Cow;
use std::ops::Range;

use super::Span;
use super::literal::Escapes;
use super::token::{Token, TokenKind};
use super::tokens::tokens;

/// A place in a text between two characters.
#[derive(Debug)]
pub struct Cursor<'t> {
    /// The text of the file.
    pub text: &'t str,
    /// The byte offset of the cursor.
    pub offset: usize,
    /// The brackets that are open, the outermost first. The first is the file.
    pub frames: Vec<Frame<'t>>,
    /// The name at the cursor: what stands before the cursor. Empty if there is none.
    pub word: Range<usize>,
    /// Where the name ends behind the cursor.
    pub word_end: usize,
    /// Whether the cursor is in a comment.
    pub is_in_comment: bool,
}

/// A bracket that is open.
#[derive(Debug)]
pub struct Frame<'t> {
    /// What the bracket contains.
    pub kind: FrameKind<'t>,
    /// Where it opens.
    pub start: usize,
    /// What stands since the beginning of its current item. Strings, lists and the like count as one token, which has the
    /// kind of the closing bracket.
    pub item: Vec<Token>,
    /// How many items came before.
    pub index: usize,
}

/// What an open bracket contains.
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
    /// Within the parentheses of a call.
    Call {
        /// The name of the function.
        function: &'t str,
    },
    /// An expression in parentheses.
    Parentheses,
    /// Between quotes or in a heredoc.
    Template,
    /// `${ … }` or `%{ … }`
    Sequence,
}

impl<'t> Cursor<'t> {
    /// The cursor at a byte offset of a text.
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

    /// The innermost bracket.
    pub fn frame(&self) -> &Frame<'t> {
        // The file stays open.
        &self.frames[self.frames.len() - 1]
    }

    /// The blocks around the cursor with their labels, the outermost first.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = (&'t str, &[Cow<'t, str>])> {
        self.frames[1..].iter().filter_map(|frame| match &frame.kind {
            FrameKind::Body { keyword, labels } => Some((*keyword, &labels[..])),
            _ => None,
        })
    }

    /// The argument in whose value the cursor stands, and the keys of objects around the cursor within that value.
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

    /// The name before the `=` of an item.
    pub fn key(&self, frame: &Frame<'t>) -> Option<Cow<'t, str>> {
        let is_separator = |token: &Token| matches!(token.kind, TokenKind::Equal | TokenKind::Colon);
        let [name, separator, ..] = &frame.item[..] else { return None };
        is_separator(separator).then(|| self.name(*name))
    }

    /// The names before the cursor in the reference that it continues: `["var"]` behind `var.`. Empty if a new reference
    /// begins at the cursor, `None` behind something that has no name.
    pub fn reference(&self) -> Option<Vec<&'t str>> {
        let mut names = Vec::new();
        let mut tokens = self.frame().item.iter().rev();
        let mut end = self.word.start;
        loop {
            match tokens.next() {
                Some(dot) if dot.kind == TokenKind::Dot && dot.span.range().end == end => {}
                _ if names.is_empty() => return Some(names),
                _ => break,
            }
            let mut before = tokens.next()?;
            // Indexes and splats do not count.
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
        Some(names)
    }

    /// The range of the template around the cursor up to the cursor, if the cursor stands in its text.
    pub fn template_start(&self) -> Option<usize> {
        (self.frame().kind == FrameKind::Template).then(|| self.frame().start)
    }

    /// The text of a name or label.
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

    /// Lines end the items of bodies and objects, commas those of objects, lists and calls.
    fn end_item(&mut self, is_comma: bool) {
        let ends = match self.frame().kind {
            FrameKind::Body { .. } => !is_comma,
            FrameKind::Object => !is_comma || !self.is_in_loop_names(),
            // The names of a `for` are separated by a comma.
            FrameKind::List | FrameKind::Call { .. } => is_comma && !self.is_in_loop_names(),
            FrameKind::Parentheses | FrameKind::Template | FrameKind::Sequence => false,
        };
        if let Some(frame) = self.last().filter(|_| ends) {
            frame.index += usize::from(is_comma || !frame.item.is_empty());
            frame.item.clear();
        }
    }

    /// Whether the cursor stands between `for` and `in`.
    fn is_in_loop_names(&self) -> bool {
        let mut words = self.frame().item.iter().map(|token| &self.text[token.span.range()]);
        words.next() == Some("for") && !words.any(|word| word == "in")
    }

    /// The block that the current item begins.
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

    /// The function whose call a parenthesis opens, with its namespaces.
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

    /// The cursor is at `|`.
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
