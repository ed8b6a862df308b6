//! The documentation of the items in the last list of completions.

#[derive(Default)]
pub struct LastCompletions {
    list: u64,
    documentation: Vec<Option<String>>,
}

impl LastCompletions {
    /// Forgets the last list for a new one. Returns the number of the list.
    pub fn replace(&mut self, documentation: Vec<Option<String>>) -> u64 {
        self.list += 1;
        self.documentation = documentation;
        self.list
    }

    /// The documentation of each item, unless there is a newer list.
    pub fn get(&self, list: u64) -> Option<&[Option<String>]> {
        (list == self.list).then_some(&*self.documentation)
    }
}
