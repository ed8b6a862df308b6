//! Severities that the user sets for rules, and how they are applied to the results of an analysis.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Language;
use super::answers::{Diagnostic, QuickFix, Severity};
use super::text::closest_match;

/// The user's setting for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSetting {
    /// The rule reports nothing, and its fixes are not offered.
    Off,
    /// The rule reports with this severity.
    Severity(Severity),
}

impl RuleSetting {
    /// Parses `off` or the name of a severity.
    pub fn parse(word: &str) -> Option<Self> {
        let severities = [Severity::Hint, Severity::Information, Severity::Warning, Severity::Error];
        let severity = severities.into_iter().find(|severity| severity.as_str() == word).map(Self::Severity);
        severity.or((word == "off").then_some(Self::Off))
    }
}

/// The error for a code that no rule has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The code of the rule that was probably intended.
    pub nearest: Option<&'static str>,
}

/// Settings of rules, by code. The rules of all languages have distinct codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSettings {
    by_code: BTreeMap<&'static str, RuleSetting>,
}

impl RuleSettings {
    /// Sets a rule.
    ///
    /// # Errors
    ///
    /// If no rule has the code.
    pub fn set(&mut self, code: &str, setting: RuleSetting) -> Result<(), UnknownRule> {
        let Some(code) = KNOWN_CODES.iter().find(|known| **known == code) else {
            let in_other_case = KNOWN_CODES.iter().copied().find(|known| known.eq_ignore_ascii_case(code));
            let nearest = in_other_case.or_else(|| closest_match(code, KNOWN_CODES.iter().copied()));
            return Err(UnknownRule { nearest });
        };
        self.by_code.insert(code, setting);
        Ok(())
    }

    /// Merges these settings with those of `lower`, which only apply to rules that are not set here.
    #[must_use]
    pub fn over(&self, lower: &Self) -> Self {
        let mut by_code = lower.by_code.clone();
        by_code.extend(&self.by_code);
        Self { by_code }
    }

    /// Returns the diagnostics with the severities that are set, without the diagnostics of rules that are off.
    pub fn apply(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if !self.by_code.is_empty() {
            diagnostics.retain_mut(|diagnostic| self.apply_to(diagnostic));
        }
        diagnostics
    }

    /// Returns the fixes, without those that only resolve problems of rules that are off.
    pub fn apply_to_fixes(&self, mut fixes: Vec<QuickFix>) -> Vec<QuickFix> {
        if !self.by_code.is_empty() {
            fixes.retain_mut(|fix| {
                let resolved_any = !fix.resolves.is_empty();
                fix.resolves.retain_mut(|diagnostic| self.apply_to(diagnostic));
                !resolved_any || !fix.resolves.is_empty()
            });
        }
        fixes
    }

    /// Sets the severity of a diagnostic. Returns whether it is reported.
    fn apply_to(&self, diagnostic: &mut Diagnostic) -> bool {
        match diagnostic.code.and_then(|code| self.by_code.get(code.name)) {
            Some(RuleSetting::Off) => false,
            Some(RuleSetting::Severity(severity)) => {
                diagnostic.severity = *severity;
                true
            }
            None => true,
        }
    }
}

/// The codes of all rules.
static KNOWN_CODES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| Language::ALL.iter().flat_map(|language| language.rules()).map(|rule| rule.code.name).collect());

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::answers::Code;

    fn settings(given: &[(&str, &str)]) -> RuleSettings {
        let mut settings = RuleSettings::default();
        for (code, word) in given {
            let setting = RuleSetting::parse(word).unwrap_or_else(|| panic!("{word} is no setting"));
            assert_eq!(settings.set(code, setting), Ok(()), "{code}");
        }
        settings
    }

    fn finding(name: &'static str) -> Diagnostic {
        Diagnostic::warning(0..1, name).with_code(Code { name, href: None })
    }

    #[test]
    fn rules_of_every_language_can_be_set_and_an_unknown_one_names_the_nearest() {
        settings(&[("UndefinedVar", "off"), ("UnknownKey", "error"), ("UndeclaredReference", "hint")]);
        let mut others = RuleSettings::default();
        let nearest = |unknown: Result<(), UnknownRule>| unknown.expect_err("no rule has this code").nearest;
        assert_eq!(nearest(others.set("UndefinedVra", RuleSetting::Off)), Some("UndefinedVar"));
        assert_eq!(nearest(others.set("stagenamecasing", RuleSetting::Off)), Some("StageNameCasing"));
        assert_eq!(nearest(others.set("", RuleSetting::Off)), None);
        assert_eq!(others, RuleSettings::default());
    }

    #[test]
    fn rules_that_are_off_lose_their_diagnostics_and_fixes_and_the_others_keep_theirs() {
        let settings = settings(&[("UndefinedVar", "off"), ("StageNameCasing", "error")]);
        let syntax_error = Diagnostic::error(0..1, "syntax");
        let found = [finding("UndefinedVar"), finding("StageNameCasing"), finding("FromAsCasing"), syntax_error];
        let shown = settings.apply(found.to_vec());
        let shown: Vec<_> = shown.iter().map(|shown| (shown.message(), shown.severity)).collect();
        let (error, warning) = (Severity::Error, Severity::Warning);
        assert_eq!(shown, [("StageNameCasing", error), ("FromAsCasing", warning), ("syntax", error)]);
        let fix = |resolves: &[Diagnostic]| QuickFix {
            title: "Fix".to_owned(),
            resolves: resolves.to_vec(),
            changes: Vec::new(),
            is_preferred: true,
        };
        let fixes = settings.apply_to_fixes(vec![fix(&found[..1]), fix(&found[..2]), fix(&[])]);
        let resolved: Vec<usize> = fixes.iter().map(|fix| fix.resolves.len()).collect();
        assert_eq!(resolved, [1, 0]);
        assert_eq!(fixes[0].resolves[0].severity, error);
    }

    #[test]
    fn settings_of_a_higher_source_win_rule_by_rule() {
        let higher = settings(&[("UndefinedVar", "hint")]);
        let lower = settings(&[("UndefinedVar", "off"), ("FromAsCasing", "off")]);
        assert_eq!(higher.over(&lower), settings(&[("UndefinedVar", "hint"), ("FromAsCasing", "off")]));
    }
}
