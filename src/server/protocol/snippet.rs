//! Converts snippets to plain text, for clients without snippet support.

/// Replaces tab stops with their placeholders: `${1:name}` with `name`, `${1|a,b|}` with `a`, `$0` with nothing.
pub fn to_plain_text(snippet: &str) -> String {
    let mut plain = String::with_capacity(snippet.len());
    let mut characters = snippet.chars().peekable();
    // The number of open placeholders. Their text is kept; the `}` at their end is dropped.
    let mut open = 0_usize;
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.extend(characters.next_if(|next| "\\$}".contains(*next)).or(Some('\\'))),
            '}' if open > 0 => open -= 1,
            '$' => {
                let is_braced = characters.next_if_eq(&'{').is_some();
                let mut has_number = false;
                while characters.next_if(char::is_ascii_digit).is_some() {
                    has_number = true;
                }
                match (is_braced, has_number) {
                    (false, true) => {}
                    (false, false) => plain.push('$'),
                    (true, false) => plain.push_str("${"),
                    (true, true) => match characters.next() {
                        Some(':') => open += 1,
                        Some('|') => {
                            while let Some(choice) = characters.next_if(|next| !matches!(next, ',' | '|')) {
                                plain.push(choice);
                            }
                            for rest in characters.by_ref() {
                                if rest == '}' {
                                    break;
                                }
                            }
                        }
                        _ => {}
                    },
                }
            }
            character => plain.push(character),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tab_stops_become_their_placeholders() {
        for (snippet, plain) in [
            ("FROM ${1:image} AS ${2:name}$0", "FROM image AS name"),
            ("init: ${1|true,false|}", "init: true"),
            ("${1:outer ${2:inner} rest}!", "outer inner rest!"),
            (r"a\$b \} \\ \n", r"a$b } \ \n"),
            ("cost $x ${x}", "cost $x ${x}"),
            ("${1}$2", ""),
            ("${1:unfinished", "unfinished"),
            ("{ }", "{ }"),
        ] {
            assert_eq!(to_plain_text(snippet), plain, "{snippet}");
        }
    }
}
