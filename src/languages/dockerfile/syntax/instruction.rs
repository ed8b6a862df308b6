//! The instructions of a Dockerfile. The ranges of an instruction's parts are byte ranges of its logical line;
//! [`Instruction::source`] maps them to the text.

use std::ops::Range;

use super::logical_line::LogicalLine;
use crate::languages::text::{Span, touches};

/// A parsed Dockerfile.
#[derive(Clone, Debug, Default)]
pub struct Dockerfile<'a> {
    /// The text of the file.
    pub text: &'a str,
    /// The escape character: `\`, or a backtick if a directive sets it.
    pub escape: char,
    /// The directives at the top of the file.
    pub directives: Vec<Directive>,
    /// The instructions in document order.
    pub instructions: Vec<Instruction<'a>>,
    /// The syntax errors in document order.
    pub errors: Vec<SyntaxError>,
    /// The comment lines that are not directives. Each is the byte range of the trimmed text after the `#`.
    pub comments: Vec<Range<usize>>,
    /// The number of lines, separated by `\n`.
    pub lines: usize,
}

/// `# name=value` at the top of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    pub name: DirectiveName,
    /// The byte range in the text.
    pub range: Range<usize>,
    pub value: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectiveName {
    Syntax,
    Escape,
    Check,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The byte range in the text.
    pub range: Range<usize>,
    pub message: String,
    /// The index of the instruction that contains the error.
    pub instruction: Option<usize>,
}

/// The keyword of an instruction.
#[expect(missing_docs, reason = "the names are the keywords")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keyword {
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    User,
    Volume,
    Workdir,
    Unknown,
}

/// An instruction with its flags, arguments and heredocs.
#[derive(Clone, Debug)]
pub struct Instruction<'a> {
    /// The keyword.
    pub keyword: Keyword,
    /// The logical line. The ranges of the parts refer to it.
    pub line: LogicalLine<'a>,
    pub(super) name: Span,
    /// The flags `--name=value`, decoded without quotes and escapes.
    pub flags: Box<[Word]>,
    pub(super) rest: Span,
    /// The arguments, in the form that the keyword requires.
    pub arguments: Arguments<'a>,
    pub(super) lines: Span,
    pub(super) range: Span,
    pub(super) comments: Span,
    /// What few instructions have.
    pub(super) extras: Option<Box<Extras>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Extras {
    pub heredocs: Vec<Heredoc>,
    pub blank_lines: Vec<Range<usize>>,
}

/// A flag or an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub(super) span: Span,
    /// The value, if it differs from the source.
    pub decoded: Option<Box<str>>,
}

/// `key=value`, or `key value` in the legacy form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub(super) key: Span,
    pub(super) value: Span,
}

/// The arguments of an instruction, in one of several forms.
#[derive(Clone, Debug)]
pub enum Arguments<'a> {
    /// No arguments.
    None,
    /// A single string.
    Text(Word),
    /// Words separated by white space.
    Words(Box<[Word]>),
    /// A JSON array of strings.
    Json(Box<[Word]>),
    /// `key=value` pairs.
    Pairs(Box<[Pair]>),
    /// `ENV key value`.
    LegacyPair(Pair),
    /// `HEALTHCHECK CMD …`: the range of its type, and the arguments after the type.
    Typed(Range<usize>, Box<Arguments<'a>>),
    /// `ONBUILD …`: an instruction whose ranges refer to the same logical line.
    Trigger(Box<Instruction<'a>>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heredoc {
    pub name: String,
    /// Whether variables in the heredoc are expanded.
    pub expands: bool,
    /// Whether leading tabs of its lines are removed.
    pub chomps: bool,
    /// The byte range of the content in the text, without the closing line.
    pub content: Range<usize>,
}

impl<'a> Dockerfile<'a> {
    /// The index of the last instruction that starts at or before an offset.
    pub fn index_at(&self, offset: usize) -> Option<usize> {
        self.instructions.partition_point(|instruction| instruction.range().start <= offset).checked_sub(1)
    }

    /// The last instruction that starts at or before an offset. The offset may be after the end of the instruction.
    pub fn instruction_at(&self, offset: usize) -> Option<&Instruction<'a>> {
        self.index_at(offset).map(|index| &self.instructions[index])
    }
}

impl Heredoc {
    /// Whether an offset is in the content or at the end of the content.
    pub fn contains(&self, offset: usize) -> bool {
        touches(&self.content, offset)
    }
}

impl Keyword {
    /// All keywords, in upper case.
    pub const NAMES: [(&'static str, Self); 18] = [
        ("ADD", Self::Add),
        ("ARG", Self::Arg),
        ("CMD", Self::Cmd),
        ("COPY", Self::Copy),
        ("ENTRYPOINT", Self::Entrypoint),
        ("ENV", Self::Env),
        ("EXPOSE", Self::Expose),
        ("FROM", Self::From),
        ("HEALTHCHECK", Self::Healthcheck),
        ("LABEL", Self::Label),
        ("MAINTAINER", Self::Maintainer),
        ("ONBUILD", Self::Onbuild),
        ("RUN", Self::Run),
        ("SHELL", Self::Shell),
        ("STOPSIGNAL", Self::Stopsignal),
        ("USER", Self::User),
        ("VOLUME", Self::Volume),
        ("WORKDIR", Self::Workdir),
    ];

    /// Whether the arguments are a command.
    pub fn runs_command(self) -> bool {
        matches!(self, Self::Run | Self::Cmd | Self::Entrypoint | Self::Healthcheck)
    }

    /// Returns the keyword with a name, which is case-insensitive. Returns `Unknown` for other names.
    pub fn from_name(name: &str) -> Self {
        let mut upper = [0; 11];
        let Some(upper) = upper.get_mut(..name.len()) else { return Self::Unknown };
        for (upper, byte) in upper.iter_mut().zip(name.bytes()) {
            *upper = byte.to_ascii_uppercase();
        }
        match &*upper {
            b"ADD" => Self::Add,
            b"ARG" => Self::Arg,
            b"CMD" => Self::Cmd,
            b"COPY" => Self::Copy,
            b"ENTRYPOINT" => Self::Entrypoint,
            b"ENV" => Self::Env,
            b"EXPOSE" => Self::Expose,
            b"FROM" => Self::From,
            b"HEALTHCHECK" => Self::Healthcheck,
            b"LABEL" => Self::Label,
            b"MAINTAINER" => Self::Maintainer,
            b"ONBUILD" => Self::Onbuild,
            b"RUN" => Self::Run,
            b"SHELL" => Self::Shell,
            b"STOPSIGNAL" => Self::Stopsignal,
            b"USER" => Self::User,
            b"VOLUME" => Self::Volume,
            b"WORKDIR" => Self::Workdir,
            _ => Self::Unknown,
        }
    }
}

impl Instruction<'_> {
    /// The instruction that `ONBUILD` triggers. For all other instructions, the instruction itself.
    pub fn inner(&self) -> &Self {
        match &self.arguments {
            Arguments::Trigger(trigger) => trigger,
            _ => self,
        }
    }

    /// The source text of a part of the instruction.
    pub fn text(&self, range: &Range<usize>) -> &str {
        &self.line.text()[range.clone()]
    }

    /// The source text of the keyword.
    pub fn name(&self) -> &str {
        self.text(&self.keyword_range())
    }

    /// The range of the keyword.
    pub fn keyword_range(&self) -> Range<usize> {
        self.name.range()
    }

    /// The range of everything after the flags, trimmed.
    pub fn rest(&self) -> Range<usize> {
        self.rest.range()
    }

    /// The lines of the text, counted from 0, including the heredocs.
    pub fn lines(&self) -> Range<usize> {
        self.lines.range()
    }

    /// The byte range in the text, without the line ending of the last line.
    pub fn range(&self) -> Range<usize> {
        self.range.range()
    }

    /// The comments directly above the instruction, as indices into [`Dockerfile::comments`].
    pub fn comments(&self) -> Range<usize> {
        self.comments.range()
    }

    /// The heredocs that the instruction starts.
    pub fn heredocs(&self) -> &[Heredoc] {
        self.extras.as_ref().map_or(&[], |extras| &extras.heredocs)
    }

    /// The empty lines between continued lines, as byte ranges of the text that include line endings.
    pub fn blank_lines(&self) -> &[Range<usize>] {
        self.extras.as_ref().map_or(&[], |extras| &extras.blank_lines)
    }

    pub(super) fn extras_mut(&mut self) -> &mut Extras {
        self.extras.get_or_insert_default()
    }

    /// The value of a word.
    pub fn word<'w>(&'w self, word: &'w Word) -> &'w str {
        word.decoded.as_deref().unwrap_or_else(|| self.text(&word.range()))
    }

    /// The words of the arguments. A single string counts as one word. Pairs have none.
    pub fn words(&self) -> &[Word] {
        self.arguments.words()
    }

    /// Maps a range of the logical line to the text.
    pub fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.line.source(range.clone())
    }

    /// The range from the keyword to the last argument, in bytes of the logical line.
    pub fn full_range(&self) -> Range<usize> {
        let name = self.keyword_range();
        let flags = self.flags.last().map_or(name.end, |flag| flag.range().end);
        name.start..self.rest().end.max(flags)
    }

    /// Returns the name of a flag without its dashes, and the value of the flag.
    pub fn flag<'w>(&'w self, flag: &'w Word) -> (&'w str, Option<&'w str>) {
        let text = self.word(flag);
        let text = text.strip_prefix("--").unwrap_or(text);
        // Names are short, so a loop is faster than a search.
        let equals = text.bytes().position(|byte| byte == b'=');
        equals.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])))
    }

    /// Returns the last flag of this name, which is the one that takes effect, and its value.
    pub fn flag_named(&self, name: &str) -> Option<(&Word, &str)> {
        self.flags.iter().rev().find_map(|flag| {
            let (other, value) = self.flag(flag);
            (other == name).then_some((flag, value?))
        })
    }
}

impl Arguments<'_> {
    /// Whether the arguments are a JSON array. This includes the arguments of `HEALTHCHECK CMD`.
    pub fn is_json(&self) -> bool {
        matches!(self, Self::Json(_)) || matches!(self, Self::Typed(_, command) if command.is_json())
    }

    /// The words. A single string counts as one word. Pairs have none.
    pub fn words(&self) -> &[Word] {
        match self {
            Self::Words(words) | Self::Json(words) => words,
            Self::Text(word) => std::slice::from_ref(word),
            _ => &[],
        }
    }
}

impl Word {
    pub fn plain(range: Range<usize>) -> Self {
        Self { span: range.into(), decoded: None }
    }

    /// The range. For a string in a JSON array, it does not include the quotes.
    pub fn range(&self) -> Range<usize> {
        self.span.range()
    }
}

impl Pair {
    /// The range of the key.
    pub fn key(&self) -> Range<usize> {
        self.key.range()
    }

    /// The range of the value.
    pub fn value(&self) -> Range<usize> {
        self.value.range()
    }
}
