//! A megabyte of Dockerfile in every shape that could make reading it slow: what a reader may do once for each part
//! costs most where the parts are small, or long, or nested, or all refer to each other.

const BYTES: usize = 1 << 20;

/// Each with its name.
pub fn all() -> Vec<(&'static str, String)> {
    vec![
        ("one line", format!("FROM a\nRUN {}\n", filled(|_| "a ".to_owned()))),
        ("one word", format!("FROM a\nENV a={}\n", long(|_| "a".to_owned()))),
        ("one instruction of words", format!("FROM a\nRUN {}\n", long(|_| "a ".to_owned()))),
        ("one value of variables", format!("FROM a\nENV a={}\n", long(|_| "$b".to_owned()))),
        ("50,000 instructions", format!("FROM a\n{}", filled(|at| format!("RUN echo {at:09}\n")))),
        ("pairs", format!("FROM a\nENV {}\n", long(|at| format!("k{at}=$k{} ", at / 2)))),
        ("words on lines of their own", format!("FROM a\nLABEL {}b=c\n", filled(|at| format!("k{at}=v \\\n")))),
        ("old pairs", format!("FROM a\n{}", filled(|at| format!("ENV k{at} $k{}\n", at / 2)))),
        ("variables nearly right", format!("FROM a\n{}", filled(|at| format!("ENV variable{at}=$variabel{at}\n")))),
        ("a chain of stages", format!("FROM a AS s0\n{}", filled(|at| format!("FROM s{at} AS s{}\n", at + 1)))),
        ("stages of one name", filled(|_| "FROM a AS Build\n".to_owned())),
        ("copies from every stage", filled(|at| format!("FROM a AS s{at}\nCOPY --from=s{} a b\n", at / 2))),
        ("copies", format!("FROM a\n{}", filled(|at| format!("COPY a/b{at}/c d\n")))),
        ("quotes", format!("FROM a\nENV a={}\n", long(|at| if at % 2 == 0 { "\"'" } else { "'\"" }.to_owned()))),
        ("quotes that stay open", format!("FROM a\n{}", filled(|_| "ENV a=\"b\n".to_owned()))),
        ("nested braces", format!("FROM a\nENV a={}\n", long(|_| "${a:-".to_owned()))),
        ("nested brackets", format!("FROM a\nCMD {}\n", long(|_| "[".to_owned()))),
        ("one array", format!("FROM a\nCMD [{}\"a\"]\n", long(|_| "\"a\",".to_owned()))),
        ("arrays that stay open", format!("FROM a\n{}", filled(|_| "CMD [\"a\n".to_owned()))),
        ("continuations", format!("FROM a\nRUN a {}b\n", filled(|_| "\\\n".to_owned()))),
        ("blank continuations", format!("FROM a\nRUN a \\\n{}b\n", filled(|_| "\n".to_owned()))),
        ("comments in an instruction", format!("FROM a\nRUN a \\\n{}b\n", filled(|_| "#\n".to_owned()))),
        ("escapes", format!("FROM a\n{}", filled(|_| format!("ENV a={}\n", "\\".repeat(60_000))))),
        ("blanks", format!("FROM a\nRUN {}b{}\n", filled(|_| " ".to_owned()), filled(|_| "\t".to_owned()))),
        ("blank lines", format!("FROM a\n{}", filled(|_| "\n".to_owned()))),
        ("comments", format!("{}FROM a\n", filled(|_| "# a\n".to_owned()))),
        ("directives", format!("{}FROM a\n", filled(|_| "# check=skip=all\n".to_owned()))),
        ("one directive", format!("# check=skip={}\nFROM a AS B\n", filled(|at| format!("Rule{at},")))),
        ("checks left out", format!("FROM a\n{}", filled(|_| "# check=skip=all\nENV a b\n".to_owned()))),
        ("a heredoc", format!("FROM a\nRUN <<E\n{}E\n", filled(|_| "a\n".to_owned()))),
        ("a heredoc of variables", format!("FROM a\nCOPY <<E a\n{}E\n", filled(|_| "$a ${b}\n".to_owned()))),
        ("heredocs", format!("FROM a\n{}", filled(|_| "RUN <<E\nE\n".to_owned()))),
        ("heredocs that stay open", format!("FROM a\nRUN {}\n", long(|at| format!("<<E{at} ")))),
        ("flags", format!("FROM a\nCOPY {}a b\n", long(|_| "--link ".to_owned()))),
        ("unknown flags", format!("FROM a\n{}", filled(|_| "COPY --lnik a b\n".to_owned()))),
        ("unknown instructions", filled(|at| format!("INSTALL{at}\n"))),
        (
            "mixed letters",
            format!("FROM a\n{}", filled(|at| if at % 2 == 0 { "RUN a\n" } else { "Run a\n" }.to_owned())),
        ),
        ("ports", format!("FROM a\nEXPOSE {}\n", long(|_| "1-65535/TCP ".to_owned()))),
        ("mounts", format!("FROM a\nRUN {}a\n", long(|_| "--mount=type=cache,target=/a ".to_owned()))),
        ("triggers", format!("FROM a\nONBUILD {}RUN a\n", long(|_| "ONBUILD ".to_owned()))),
        ("carriage returns", format!("FROM a\r\n{}", filled(|_| "RUN a\r\n".to_owned()))),
        ("letters of four bytes", format!("FROM a\nLABEL a=\"{}\"\n", long(|_| "😀".to_owned()))),
    ]
}

/// A megabyte of parts that are one instruction, in lines that are as long as they may be.
fn long(part: impl Fn(usize) -> String) -> String {
    let mut line = 0;
    filled(|at| {
        let part = part(at);
        line += part.len();
        if line < 60_000 {
            return part;
        }
        line = 0;
        format!("\\\n{part}")
    })
}

/// A megabyte of parts.
fn filled(mut part: impl FnMut(usize) -> String) -> String {
    let mut text = String::with_capacity(BYTES);
    for at in 0.. {
        let part = part(at);
        if text.len() + part.len() > BYTES {
            break;
        }
        text += &part;
    }
    text
}
