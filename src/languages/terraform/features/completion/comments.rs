//! Completes comments that ignore rules.

use super::{Item, Request};
use crate::languages::answers::CompletionKind;
use crate::languages::terraform::rules::Rule;
use crate::languages::terraform::rules::ignoring::{MARK, split_at_rules};
use crate::languages::text::line_start;

impl Request<'_, '_> {
    /// Completes the mark of a comment that ignores rules, and the names of rules after it.
    pub(super) fn complete_ignored_rules(&mut self) {
        let (text, offset) = (self.cursor.text, self.cursor.offset);
        let line = &text[line_start(text, offset)..offset];
        let Some((_, rules)) = split_at_rules(line, |_| true) else {
            let typed = line.rsplit(['#', '/', '*']).next().unwrap_or_default().trim_start();
            if !typed.is_empty() && MARK.starts_with(typed) {
                let item = Item::new(MARK.trim_end_matches(':'), CompletionKind::Keyword)
                    .documentation("Ignores rules on this line, or on the next line if there is only a comment.")
                    .insert(format!("{MARK} "));
                self.add_in_comment(item, typed.len());
            }
            return;
        };
        let typed = rules.rsplit([',', ' ']).next().unwrap_or_default();
        let given: Vec<&str> = rules[..rules.len() - typed.len()].split([',', ' ']).collect();
        for rule in Rule::ALL.iter().filter(|rule| !given.contains(&rule.code().name)) {
            let documentation = rule.documentation();
            let item = Item::new(rule.code().name, CompletionKind::Value)
                .detail(documentation.summary)
                .documentation(documentation.reason);
            self.add_in_comment(item, typed.len());
        }
    }

    fn add_in_comment(&mut self, item: Item<'_>, typed: usize) {
        self.add(item);
        let rest = &self.cursor.text[self.cursor.offset..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        if let Some(item) = self.items.last_mut() {
            item.insert_range = self.cursor.offset - typed..self.cursor.offset;
            item.replace_range = item.insert_range.start..self.cursor.offset + end;
        }
    }
}
