//! The documentation of the items in the last completion list.

#[derive(Default)]
pub struct LastCompletions {
    list: u64,
    documentation: Vec<Option<String>>,
}

impl LastCompletions {
    /// Replaces the last list with a new one. Returns the number of the new list.
    pub fn replace(&mut self, documentation: Vec<Option<String>>) -> u64 {
        self.list += 1;
        self.documentation = documentation;
        self.list
    }

    /// Returns the documentation of each item, unless there is a newer list.
    pub fn get(&self, list: u64) -> Option<&[Option<String>]> {
        (list == self.list).then_some(&*self.documentation)
    }
}
