//! The way from the parser's places, which count characters, to byte offsets.

/// Goes forwards and backwards from the last place asked for, as a parser's places are near each other.
pub struct Offsets<'t> {
    text: &'t str,
    character: usize,
    byte: usize,
}

impl<'t> Offsets<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, character: 0, byte: 0 }
    }

    /// Byte offset of the character with this number; the text's end where there is none.
    pub fn byte(&mut self, character: usize) -> usize {
        while self.character < character {
            let Some(next) = self.text[self.byte..].chars().next() else { break };
            self.byte += next.len_utf8();
            self.character += 1;
        }
        while self.character > character {
            let Some(last) = self.text[..self.byte].chars().next_back() else { break };
            self.byte -= last.len_utf8();
            self.character -= 1;
        }
        self.byte
    }
}
