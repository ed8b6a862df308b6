//! Commands that are written as one string, which Compose splits into words.

/// Whether Compose can split a string into words, which requires that all quotes and substitutions are closed. Compose
/// ignores everything after a shell operator.
pub fn can_be_split(text: &str) -> bool {
    let (mut escaped, mut single, mut double, mut backquote, mut substitution) = (false, false, false, false, false);
    let mut previous = None;
    for character in text.chars() {
        let before = previous.replace(character);
        if escaped {
            escaped = false;
            continue;
        }
        match character {
            '\\' => escaped = !single,
            '`' if !single && !double && !substitution => backquote = !backquote,
            ')' if !single && !double && !backquote => substitution = !substitution,
            '(' if !single && !double && !backquote => {
                if substitution || before != Some('$') {
                    return false;
                }
                substitution = true;
            }
            '"' if !single && !substitution => double = !double,
            '\'' if !double && !substitution => single = !single,
            ';' | '&' | '|' | '<' | '>' if !single && !double && !backquote && !substitution => break,
            _ => {}
        }
    }
    !(escaped || single || double || backquote || substitution)
}

#[cfg(test)]
mod tests {
    use super::can_be_split;

    #[test]
    fn quotes_and_substitutions_have_to_be_closed() {
        for text in
            ["", "a 'b' \"c\"", "a \"it's\"", "a \\'", "a $(b)", "a `b`", "a; it's", "a > 'b", "sh -c '(a)'", "a \\\\"]
        {
            assert!(can_be_split(text), "{text}");
        }
        for text in ["it's", "a \"b", "a `b", "(a)", "a $(b", "a)", "a \\", "a 'b\\'c'"] {
            assert!(!can_be_split(text), "{text}");
        }
    }
}
